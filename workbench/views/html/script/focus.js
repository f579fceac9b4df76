// Focus: a node with what it rests on or what rests on it, to a depth, laid out anew
function around(number, direction, depth) {
  const found = new Set([number]);
  for (const next of [direction !== "down" && before, direction !== "up" && after].filter(Boolean)) {
    let ring = [number];
    const seen = new Set(ring);
    for (let step = 0; ring.length && (!depth || step < depth); step += 1) {
      ring = ring.flatMap((id) => next[id]).filter((id) => !seen.has(id) && seen.add(id));
      ring.forEach((id) => found.add(id));
    }
  }
  return [...found].sort((a, b) => a - b);
}

function focus() {
  const direction = byId("direction").value, depth = Number(byId("depth").value);
  const inside = around(chosen, direction, depth);
  const place = layered(inside.map((number) => ({ number, ...size(number) })));
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { class: "graph", role: "group", "aria-label": "The chosen node and what is connected with it", width: place.width + 24, height: place.height + 24 };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const world = document.createElementNS(SVG, "g"), edges = document.createElementNS(SVG, "g");
  world.setAttribute("class", "world");
  edges.setAttribute("class", "edges");
  edges.setAttribute("aria-hidden", "true");
  world.append(edges);
  for (const chain of place.chains) {
    const path = document.createElementNS(SVG, "path"), ends = `${chain[0].number} ${chain.at(-1).number}`;
    path.setAttribute("d", route(chain));
    path.setAttribute("class", ofStatement.has(ends) ? "st" : "pf");
    path.dataset.e = ends;
    edges.append(path);
  }
  for (const number of inside) {
    const node = stage.querySelector(`.sheet:not(#_focused) .node[data-n="${number}"]`).cloneNode(true), at = place.at.get(number);
    node.setAttribute("transform", `translate(${at.x} ${at.y})`);
    node.classList.remove("dim");
    world.append(node);
  }
  svg.append(world);
  byId("focused")?.remove();
  const section = make("div", { class: "sheet", id: "_focused" }, svg);
  stage.append(section);
  const back = current.element.id === "_focused" ? leftFrom : current.element.id;
  leftFrom = back;
  addSheet(section);
  show("_focused");
  fit();
  mark(chosen);
  byId("all").hidden = false;
  say(`${inside.length} nodes`);
}
// From border to border, through the places that are kept free for it
function route(chain) {
  let line = "";
  chain.slice(1).forEach((b, at) => {
    const a = chain[at], way = b.y > a.y ? 1 : -1, y0 = a.y + way * a.h / 2, y1 = b.y - way * b.h / 2, bend = (y1 - y0) / 2;
    line += `${at ? "" : `M${a.x} ${y0}`}C${a.x} ${y0 + bend} ${b.x} ${y1 - bend} ${b.x} ${y1}`;
  });
  return line;
}
let leftFrom = null;
function unfocus() {
  if (!byId("focused")) return;
  show(leftFrom);
  sheets.delete("_focused");
  byId("focused").remove();
  byId("all").hidden = true;
}
const size = (number) => {
  const outline = stage.querySelector(`.node[data-n="${number}"] rect`);
  return { w: Number(outline.getAttribute("width")), h: Number(outline.getAttribute("height")) };
};
