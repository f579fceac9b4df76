// Filters: what does not match is faded; with several kinds of box ticked a node has to match each kind
const form = byId("filters");
function filter() {
  const asserted = byId("asserted").checked, wanted = new Map();
  for (const box of form.querySelectorAll("input:checked")) {
    if ((box.name === "w") !== asserted && "wsrm".includes(box.name)) continue;
    wanted.set(box.name, [...(wanted.get(box.name) ?? []), box.value]);
  }
  const fits = nodes.map((node) => [...wanted].every(([name, values]) => name === "m" ? node.m.some((mark) => values.includes(mark)) : values.includes(String(node[name]))));
  for (const element of stage.querySelectorAll(".node")) element.classList.toggle("dim", !fits[Number(element.dataset.n)]);
  for (const edge of stage.querySelectorAll("path[data-e]")) edge.classList.toggle("dim", edge.dataset.e.split(" ").some((number) => !fits[Number(number)]));
  const chapters = new Set(nodes.filter((_, number) => fits[number]).map((node) => node.c));
  for (const element of stage.querySelectorAll("a.chapter")) element.classList.toggle("dim", !chapters.has(Number(element.getAttribute("href").split("-")[1])));
  const matching = fits.filter(Boolean).length;
  byId("matching").textContent = wanted.size ? `: ${matching} of ${nodes.length}` : "";
  if (wanted.size) say(`${matching} of ${nodes.length} nodes match`);
}
form.addEventListener("change", filter);
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => event.preventDefault());
for (const radio of document.getElementsByName("_view")) radio.addEventListener("change", filter);
