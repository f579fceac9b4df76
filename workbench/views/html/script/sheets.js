// Sheets: one is shown at a time, and moved and scaled as a whole
const sheets = new Map();
for (const element of stage.querySelectorAll(".sheet")) addSheet(element);
let current = null, chosen = null;

function addSheet(element) {
  const svg = element.querySelector("svg");
  const sheet = { element, svg, world: svg.querySelector(".world"), width: Number(svg.getAttribute("width")),
    height: Number(svg.getAttribute("height")), at: null };
  svg.removeAttribute("viewBox");
  const scroller = element.querySelector(".scroll");
  scroller?.removeAttribute("tabindex");
  sheets.set(element.id, sheet);
  return sheet;
}

function show(name) {
  const next = sheets.get(name);
  if (!next || next === current) return next;
  current?.element.classList.remove("current");
  current = next;
  current.element.classList.add("current");
  if (byId("sheet")) byId("sheet").value = name;
  if (current.at) apply(); else fit();
  rove();
  return current;
}

function apply() {
  const { x, y, k } = current.at;
  current.world.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
}

function fit() {
  const full = byId("board").classList.contains("full");
  const room = Math.max(320, Math.min(0.78 * innerHeight, (current.height / current.width) * stage.clientWidth * 1.12 + 40));
  stage.style.height = full ? "" : `${room}px`;
  const { clientWidth: wide, clientHeight: high } = stage;
  const k = Math.min(wide / current.width, high / current.height, 1.3);
  current.at = { k, x: (wide - current.width * k) / 2 + 12 * k, y: (high - current.height * k) / 2 + 12 * k };
  apply();
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const at = current.at, k = Math.min(Math.max(at.k * factor, 0.02), 6), ratio = k / at.k;
  current.at = { k, x: x - (x - at.x) * ratio, y: y - (y - at.y) * ratio };
  apply();
}

function centre(element, least = 0.75) {
  const [x, y] = place(element), k = Math.max(current.at.k, least), covered = side.hidden ? 0 : side.offsetWidth;
  const seen = Math.max(Math.min(stage.clientWidth, innerWidth - covered - stage.getBoundingClientRect().left), 200);
  current.at = { k, x: seen / 2 - x * k, y: stage.clientHeight / 2 - y * k };
  apply();
}

const place = (element) => element.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
const drawn = (number) => {
  const own = current?.element.querySelector(`.node[data-n="${number}"]`);
  return own || stage.querySelector(`.sheet:not(#_focused) .node[data-n="${number}"]`);
};
