// Two panes open at their marked words and scroll together. Without this file each scrolls by itself.

for (const group of document.querySelectorAll("[data-panes]")) {
  const panes = [...group.querySelectorAll(".pane")];
  const spot = (pane) => (pane.querySelector("mark")?.offsetTop ?? 0) - pane.offsetTop - pane.clientHeight / 3;
  const starts = new Map(panes.map((pane) => [pane, Math.max(0, spot(pane))]));
  for (const pane of panes) pane.scrollTop = starts.get(pane);

  let leader = null;
  for (const pane of panes) {
    for (const kind of ["pointerenter", "focus", "touchstart"]) {
      pane.addEventListener(kind, () => { leader = pane; }, { passive: true });
    }
    pane.addEventListener("scroll", () => {
      if (leader !== pane) return;
      const moved = pane.scrollTop - starts.get(pane);
      for (const other of panes) if (other !== pane) other.scrollTop = starts.get(other) + moved;
    }, { passive: true });
  }
}
