// What the page does beyond being read. The parts of this folder are put together, in the order that export.py names,
// as one function in strict mode, so that they share what is declared here. No text ever becomes markup.
const byId = (name) => document.getElementById("_" + name);
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const SVG = "http://www.w3.org/2000/svg";
const data = JSON.parse(byId("data").textContent);
const nodes = data.nodes;
const stage = byId("stage"), side = byId("side"), peek = byId("peek");
const before = nodes.map(() => []), after = nodes.map(() => []);
const ofStatement = new Set();
for (const [used, user] of data.statement) ofStatement.add(used + " " + user);
for (const [used, user] of [...data.statement, ...data.proof]) { before[user].push(used); after[used].push(user); }
const hash = (number) => "#" + encodeURIComponent(nodes[number].a).replaceAll("%3A", ":");
const numbers = new Map(nodes.map((node, number) => [node.a, number]));
const articles = new Map();
for (const article of document.querySelectorAll("article[data-n]")) articles.set(Number(article.dataset.n), article);
document.documentElement.classList.add("scripted");
const say = (words) => { byId("said").textContent = words; };
