// A statement beside a link to it, while the pointer or the keyboard rests on the link
let waiting = 0;
function preview(event) {
  const link = event.target.closest?.('main a[href^="#"]');
  clearTimeout(waiting);
  const number = link && !link.matches(".permalink, .node") ? numbers.get(named(link)) : undefined;
  if (number === undefined || !articles.has(number)) { peek.hidden = true; return; }
  waiting = setTimeout(() => {
    peek.replaceChildren(copy(number)[0]);
    peek.hidden = false;
    const box = link.getBoundingClientRect(), room = document.documentElement.clientWidth;
    peek.style.left = `${Math.max(8, Math.min(box.left, room - peek.offsetWidth - 8)) + scrollX}px`;
    const above = box.bottom + peek.offsetHeight + 10 > innerHeight && box.top > peek.offsetHeight + 10;
    peek.style.top = `${(above ? box.top - peek.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
  }, 280);
}
document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") preview(event); });
document.addEventListener("focusin", preview);

// Buttons
byId("fit").addEventListener("click", fit);
byId("in").addEventListener("click", () => zoom(1.3));
byId("out").addEventListener("click", () => zoom(1 / 1.3));
byId("focus").addEventListener("click", focus);
byId("all").addEventListener("click", unfocus);
byId("sheet")?.addEventListener("change", (event) => show(event.target.value));
function full() {
  const on = byId("board").classList.toggle("full");
  byId("full").setAttribute("aria-pressed", String(on));
  fit();
}
byId("full").addEventListener("click", full);
byId("fold")?.addEventListener("click", (event) => {
  const proofs = [...document.querySelectorAll("#_text .proof")], opened = proofs.some((proof) => proof.open);
  for (const proof of proofs) proof.open = !opened;
  event.target.textContent = opened ? "Unfold all proofs" : "Fold all proofs";
});

// A formula that is too wide for its line can be scrolled from the keyboard
const wide = matchMedia("(max-width: 640px)").matches ? ".display, .prose p, .prose .body, .prose > ol, .prose > ul" : ".display";
const displays = [...document.querySelectorAll(wide)].reverse();
const later = window.requestIdleCallback ?? ((what) => setTimeout(what, 50));
later(function measure(idle) {
  for (let some = 20; displays.length && (some > 0 || idle?.timeRemaining?.() > 5); some -= 1) {
    const display = displays.pop();
    if (display.scrollWidth > display.clientWidth) display.setAttribute("tabindex", "0");
  }
  if (displays.length) later(measure);
});
