// Search
const search = byId("search"), results = byId("results");
let hits = [], at = 0;
const haystack = nodes.map((node) => `${node.h} ${node.t} ${node.l}`.toLowerCase());
function look() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length ? nodes.map((_, number) => number).filter((number) => words.every((word) => haystack[number].includes(word))) : [];
  const first = words.join(" ");
  hits = found.sort((a, b) => rank(a, first) - rank(b, first) || a - b).slice(0, 30);
  at = 0;
  results.replaceChildren(...hits.map((number, place) => {
    const item = make("li", { role: "option", id: `_hit-${place}`, "aria-selected": String(place === 0) }, make("b", {}, nodes[number].h), ` ${nodes[number].t} `, make("code", { class: "aside" }, nodes[number].l));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
    return item;
  }));
  results.hidden = !hits.length;
  search.setAttribute("aria-expanded", String(!results.hidden));
  if (hits.length) search.setAttribute("aria-activedescendant", "_hit-0"); else search.removeAttribute("aria-activedescendant");
  if (words.length) say(found.length === 1 ? "1 statement found" : `${found.length} statements found`);
}
const rank = (number, words) => (nodes[number].t.toLowerCase().startsWith(words) || nodes[number].l.toLowerCase() === words ? 0 : haystack[number].startsWith(words) ? 1 : 2);
function take(place) {
  const number = hits[place];
  if (number === undefined) return;
  results.hidden = true;
  search.setAttribute("aria-expanded", "false");
  byId("graph").scrollIntoView({ block: "start" });
  choose(number, { move: true });
  drawn(number)?.focus({ preventScroll: true });
}
search.addEventListener("input", look);
search.addEventListener("focus", look);
search.addEventListener("blur", () => { results.hidden = true; search.setAttribute("aria-expanded", "false"); });
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); take(at); return; }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !hits.length) return;
  event.preventDefault();
  results.children[at].setAttribute("aria-selected", "false");
  at = (at + step + hits.length) % hits.length;
  results.children[at].setAttribute("aria-selected", "true");
  results.children[at].scrollIntoView({ block: "nearest" });
  search.setAttribute("aria-activedescendant", `_hit-${at}`);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input:not([type=radio], [type=checkbox]), select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); search.focus(); search.select(); }
  if (event.key !== "Escape") return;
  if (!results.hidden) { results.hidden = true; search.setAttribute("aria-expanded", "false"); }
  else if (!side.hidden) shut();
  else if (form.parentElement.open) form.parentElement.open = false;
  else if (byId("focused")) unfocus();
  else if (byId("board").classList.contains("full")) full();
});
