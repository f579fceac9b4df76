// The chosen node: marked in the drawing, shown beside it
function mark(number) {
  for (const old of stage.querySelectorAll(".chosen, .near")) old.classList.remove("chosen", "near");
  chosen = number;
  for (const node of stage.querySelectorAll(`.node[data-n="${number}"]`)) node.classList.add("chosen");
  for (const edge of stage.querySelectorAll(`path[data-e^="${number} "], path[data-e$=" ${number}"]`)) edge.classList.add("near");
  byId("focusing").hidden = false;
}

function choose(number, { move = false } = {}) {
  const element = drawn(number);
  if (!element) return;
  show(element.closest(".sheet").id);
  mark(number);
  rove(element);
  history.replaceState(null, "", hash(number));
  open(number);
  if (move) centre(element);
  say(element.getAttribute("aria-label"));
}

function copy(number) {
  const found = [];
  for (const original of [articles.get(number), ...document.querySelectorAll(`#_text .proof[data-of="${number}"]`)]) {
    if (!original) continue;
    const copied = original.cloneNode(true);
    for (const element of [copied, ...copied.querySelectorAll("[id]")]) element.removeAttribute("id");
    found.push(copied);
  }
  return found;
}

function open(number) {
  const go = make("a", { href: hash(number) }, "In the text");
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", shut);
  go.addEventListener("click", shut);
  const shown = copy(number);
  for (const panel of shown.flatMap((element) => [...element.querySelectorAll(".panel")])) panel.open = true;
  for (const proof of shown.filter((element) => element.matches(".proof"))) proof.open = false;
  side.replaceChildren(make("div", { class: "buttons" }, go, close), ...shown);
  side.hidden = false;
  side.scrollTop = 0;
}
function shut() {
  if (side.hidden) return;
  side.hidden = true;
  current?.element.querySelector('a[tabindex="0"]')?.focus({ preventScroll: true });
}
side.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const number = link && !link.closest(".buttons") && !link.matches(".permalink") ? numbers.get(named(link)) : undefined;
  if (number !== undefined && drawn(number)) { event.preventDefault(); choose(number, { move: true }); }
});
const named = (link) => { try { return decodeURIComponent(link.hash.slice(1)); } catch { return link.hash.slice(1); } };
