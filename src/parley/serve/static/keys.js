// Keys as feed readers have them. Without this file every page works by links and forms.

const AFTER_G = 1500;

const field = (target) => target.closest("input:not([type=checkbox]), textarea, select");
const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
const opener = (item) => item.querySelector("[data-open]") ?? item.querySelector("summary, a[href]");

let awaiting = 0;

function current(all) {
  return all.findIndex((item) => item.contains(document.activeElement));
}

function step(by) {
  const all = items();
  const here = current(all);
  const below = all.findIndex((item) => item.getBoundingClientRect().bottom > 80);
  const next = here < 0 ? below : here + by;
  const item = all[Math.min(Math.max(next, 0), all.length - 1)];
  if (!item) return;
  const link = opener(item);
  if (!link) item.tabIndex = -1;
  (link ?? item).focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function open() {
  const all = items();
  const item = all[current(all)];
  if (item) opener(item)?.click();
}

function go(letter) {
  const link = [...document.querySelectorAll("[data-go]")].find((each) => each.dataset.go === letter);
  link?.click();
  return Boolean(link);
}

const PLAIN = {
  j: () => step(1),
  k: () => step(-1),
  o: open,
  "/": () => document.querySelector("#find")?.focus(),
  "?": () => document.querySelector("[data-help]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || field(event.target)) return;
  const gone = Date.now() - awaiting < AFTER_G && go(event.key);
  awaiting = event.key === "g" && !gone ? Date.now() : 0;
  if (!gone && Object.hasOwn(PLAIN, event.key)) PLAIN[event.key]();
  if (gone || Object.hasOwn(PLAIN, event.key)) event.preventDefault();
});
