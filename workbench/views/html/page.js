"use strict";
// What the page does beyond being read: move about in the drawing, search, filter, focus, look at a statement beside it.
// Everything here is built from elements and text; no text ever becomes markup.
(() => {
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
    for (const [used, user] of place.edges) {
      const path = document.createElementNS(SVG, "path"), a = place.at.get(used), b = place.at.get(user);
      const way = b.y > a.y ? 1 : -1, y0 = a.y + way * a.h / 2, y1 = b.y - way * b.h / 2, bend = (y1 - y0) / 2;
      path.setAttribute("d", `M${a.x} ${y0}C${a.x} ${y0 + bend} ${b.x} ${y1 - bend} ${b.x} ${y1}`);
      path.setAttribute("class", ofStatement.has(used + " " + user) ? "st" : "pf");
      path.dataset.e = used + " " + user;
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

  // The same plain layered drawing as views/layout.py's `quick`: ranks by longest path, then barycentres
  function layered(boxes) {
    const inside = new Map(boxes.map((box) => [box.number, box])), rank = new Map(), busy = new Set();
    const uses = new Map(boxes.map(({ number }) => [number, before[number].filter((id) => inside.has(id) && id !== number)]));
    const rankOf = (root) => {
      const path = [root];
      while (path.length) {
        const id = path[path.length - 1];
        busy.add(id);
        const open = uses.get(id).find((used) => !rank.has(used) && !busy.has(used));
        if (open !== undefined) { path.push(open); continue; }
        rank.set(id, Math.max(-1, ...uses.get(id).map((used) => rank.get(used) ?? -1)) + 1);
        busy.delete(id);
        path.pop();
      }
    };
    boxes.forEach(({ number }) => rank.has(number) || rankOf(number));
    const edges = boxes.flatMap(({ number }) => [...new Set(uses.get(number))].map((used) => [used, number]));
    const below = new Map(boxes.map(({ number }) => [number, []]));
    for (const [used, user] of edges) below.get(used).push(user);
    for (const { number } of boxes) if (!uses.get(number).length && below.get(number).length) rank.set(number, Math.max(0, Math.min(...below.get(number).map((id) => rank.get(id))) - 1));
    const rows = [];
    for (const box of boxes) (rows[rank.get(box.number)] ??= []).push(box);
    for (let level = 0; level < rows.length; level += 1) rows[level] ??= [];
    for (const row of rows) pack(row, () => 0);
    for (let sweep = 0; sweep < 8; sweep += 1) {
      const near = sweep % 2 ? below : uses;
      for (const row of sweep % 2 ? [...rows].reverse() : rows) {
        const wish = (box) => { const ids = near.get(box.number); return ids.length ? ids.reduce((sum, id) => sum + inside.get(id).x, 0) / ids.length : box.x; };
        const wishes = new Map(row.map((box) => [box, wish(box)]));
        row.sort((a, b) => wishes.get(a) - wishes.get(b));
        pack(row, (box) => wishes.get(box));
      }
    }
    let top = 0;
    for (const row of rows) {
      const tallest = Math.max(0, ...row.map((box) => box.h));
      row.forEach((box) => { box.y = Math.round(top + tallest / 2); });
      top += tallest + 46;
    }
    const left = Math.min(...boxes.map((box) => box.x - box.w / 2)), right = Math.max(...boxes.map((box) => box.x + box.w / 2));
    boxes.forEach((box) => { box.x = Math.round(box.x - left); });
    return { at: inside, edges: reduced(edges), width: right - left, height: top - 46 };
  }
  function pack(row, wish) {
    const right = row.map(wish), left = row.map(wish), gap = (at) => (row[at].w + row[at + 1].w) / 2 + 16;
    for (let at = 1; at < row.length; at += 1) right[at] = Math.max(right[at], right[at - 1] + gap(at - 1));
    for (let at = row.length - 2; at >= 0; at -= 1) left[at] = Math.min(left[at], left[at + 1] - gap(at));
    row.forEach((box, at) => { box.x = (left[at] + right[at]) / 2; });
  }
  // The edges that no longer path replaces, as in the whole drawing
  function reduced(edges) {
    const next = new Map();
    for (const [used, user] of edges) next.set(used, [...(next.get(used) ?? []), user]);
    return edges.filter(([used, user]) => {
      const seen = new Set([used]), todo = next.get(used).filter((id) => id !== user);
      while (todo.length) {
        const id = todo.pop();
        if (id === user) return false;
        if (!seen.has(id)) { seen.add(id); todo.push(...(next.get(id) ?? [])); }
      }
      return true;
    });
  }

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
  const displays = [...document.querySelectorAll(".display")].reverse();
  const later = window.requestIdleCallback ?? ((what) => setTimeout(what, 50));
  later(function measure(idle) {
    for (let some = 20; displays.length && (some > 0 || idle?.timeRemaining?.() > 5); some -= 1) {
      const display = displays.pop();
      if (display.scrollWidth > display.clientWidth) display.setAttribute("tabindex", "0");
    }
    if (displays.length) later(measure);
  });

  // Links from the table of chapters and within addresses; what was folded is opened for who is sent there, and for print
  function arrive() {
    const name = named(location), target = document.getElementById(name);
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
})();
