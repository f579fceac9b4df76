// Links from the table of chapters and within addresses; what was folded is opened for who is sent there, and for print
function arrive() {
  const name = named(location), target = document.getElementById(name) ?? byId(name);
  if (target === byId(name)) target?.scrollIntoView(); // `#graph`, where no label is called that
  if (sheets.has(name)) { show(name); byId("graph").scrollIntoView(); return; }
  for (let around = target; around; around = around.parentElement) if (around.matches("details")) around.open = true;
  const number = numbers.get(name);
  if (number === undefined || !drawn(number)) return;
  const element = drawn(number);
  show(element.closest(".sheet").id);
  mark(number);
  centre(element, 0);
}
window.addEventListener("hashchange", arrive);
window.addEventListener("resize", () => soon(fit));
const folded = new Set();
window.addEventListener("beforeprint", () => {
  for (const proof of document.querySelectorAll(".proof:not([open])")) { folded.add(proof); proof.open = true; }
  for (const { svg, world, width, height } of sheets.values()) { svg.setAttribute("viewBox", `0 0 ${width} ${height}`); world.setAttribute("transform", "translate(12 12)"); }
});
window.addEventListener("afterprint", () => {
  for (const proof of folded) proof.open = false;
  folded.clear();
  for (const { svg } of sheets.values()) svg.removeAttribute("viewBox");
  apply();
});
if (innerWidth < 1100) document.querySelector(".toc details")?.removeAttribute("open");
show(sheets.keys().next().value);
arrive();
