// Pointer, wheel and keys
const pointers = new Map();
let moved = 0;
stage.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  pointers.set(event.pointerId, [event.clientX, event.clientY]);
  moved = 0;
});
window.addEventListener("pointermove", (event) => {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const [x, y] = [event.clientX, event.clientY];
  if (pointers.size === 1) {
    moved += Math.abs(x - last[0]) + Math.abs(y - last[1]);
    if (moved > 4) {
      stage.classList.add("dragging");
      current.at = { ...current.at, x: current.at.x + x - last[0], y: current.at.y + y - last[1] };
      soon(apply);
    }
  } else {
    const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
    const box = stage.getBoundingClientRect();
    zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(Math.hypot(last[0] - other[0], last[1] - other[1]), 1),
      (x + other[0]) / 2 - box.left, (y + other[1]) / 2 - box.top);
    moved = 9;
  }
  pointers.set(event.pointerId, [x, y]);
});
for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, (event) => {
  pointers.delete(event.pointerId);
  stage.classList.remove("dragging");
});
let asked = false;
function soon(what) {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => { asked = false; what(); });
}
stage.addEventListener("dragstart", (event) => event.preventDefault());
stage.addEventListener("wheel", (event) => {
  const inside = stage.contains(document.activeElement) || byId("board").classList.contains("full");
  if (!inside && !event.ctrlKey) return;
  event.preventDefault();
  const box = stage.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
stage.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (moved > 4) { event.preventDefault(); moved = 0; return; }
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.n) { event.preventDefault(); choose(Number(link.dataset.n)); }
  else if (sheets.has(link.getAttribute("href").slice(1))) { event.preventDefault(); show(link.getAttribute("href").slice(1)); stage.focus({ preventScroll: true }); }
});
stage.addEventListener("keydown", (event) => {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (direction) { event.preventDefault(); walk(...direction); }
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
});

// One node of a sheet is in the order of the tabulator; the arrow keys go to the nearest in their direction.
const stops = () => [...current.element.querySelectorAll("a")];
function rove(to) {
  const all = stops();
  for (const stop of all) stop.setAttribute("tabindex", "-1");
  const first = to || all.find((stop) => Number(stop.dataset.n) === chosen) || all[0];
  first?.setAttribute("tabindex", "0");
  return first;
}
function walk(dx, dy) {
  const from = current.element.querySelector("a:focus");
  if (!from) { rove()?.focus({ preventScroll: true }); return; }
  const [x, y] = place(from);
  let best = null, least = Infinity;
  for (const stop of stops()) {
    const [a, b] = place(stop), along = (a - x) * dx + (b - y) * dy, across = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
    const far = along + 2.5 * across;
    if (stop !== from && along > 1 && far < least) { best = stop; least = far; }
  }
  if (best) { rove(best); best.focus({ preventScroll: true }); centre(best, 0); }
}
