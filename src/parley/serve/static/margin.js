// In the reading view a card and its passage light each other. Without this file the card's link leads to the passage.

const cards = new Map();
for (const link of document.querySelectorAll("[data-spot]")) {
  const name = link.dataset.spot;
  cards.set(name, [...(cards.get(name) ?? []), link.closest(".card")]);
}

function light(name, on) {
  const passage = document.getElementById(name);
  const part = [...(passage?.classList ?? [])].find((each) => each.startsWith("part"));
  const rest = part ? passage.closest("article").getElementsByClassName(part) : [passage];
  for (const each of [...rest, ...(cards.get(name) ?? [])]) each?.classList.toggle("lit", on);
}

for (const [name, those] of cards) {
  for (const card of those) {
    for (const link of card.querySelectorAll(`[data-spot="${CSS.escape(name)}"]`)) {
      for (const kind of ["mouseenter", "focus"]) link.addEventListener(kind, () => light(name, true));
      for (const kind of ["mouseleave", "blur"]) link.addEventListener(kind, () => light(name, false));
    }
  }
  const passage = document.getElementById(name);
  passage?.addEventListener("mouseenter", () => light(name, true));
  passage?.addEventListener("mouseleave", () => light(name, false));
}
