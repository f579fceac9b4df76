// A plain layered drawing, as views/layout.py's `quick` makes one: ranks by longest path, then barycentres. What an edge
// passes on its way has a place kept free for it.
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
  const chains = reduced(edges).map(([used, user]) => {
    const chain = [inside.get(used)];
    for (let level = rank.get(used) + 1; level < rank.get(user); level += 1) {
      chain.push({ w: 2, h: 0 });
      rows[level].push(chain.at(-1));
    }
    return [...chain, inside.get(user)];
  });
  const upward = new Map(), downward = new Map();
  const join = (near, from, to) => near.set(from, [...(near.get(from) ?? []), to]);
  for (const chain of chains) chain.slice(1).forEach((box, at) => { join(upward, box, chain[at]); join(downward, chain[at], box); });
  for (const row of rows) pack(row, () => 0);
  for (let sweep = 0; sweep < 8; sweep += 1) {
    const near = sweep % 2 ? downward : upward;
    for (const row of sweep % 2 ? [...rows].reverse() : rows) {
      const wish = (box) => { const all = near.get(box) ?? [box]; return all.reduce((sum, one) => sum + one.x, 0) / all.length; };
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
  const placed = rows.flat();
  const left = Math.min(...placed.map((box) => box.x - box.w / 2)), right = Math.max(...placed.map((box) => box.x + box.w / 2));
  placed.forEach((box) => { box.x = Math.round(box.x - left); });
  return { at: inside, chains, width: right - left, height: top - 46 };
}
function pack(row, wish) {
  const right = row.map(wish), left = row.map(wish), gap = (at) => (row[at].w + row[at + 1].w) / 2 + 16;
  for (let at = 1; at < row.length; at += 1) right[at] = Math.max(right[at], right[at - 1] + gap(at - 1));
  for (let at = row.length - 2; at >= 0; at -= 1) left[at] = Math.min(left[at], left[at + 1] - gap(at));
  row.forEach((box, at) => { box.x = (left[at] + right[at]) / 2; });
}
// The edges that no longer path replaces, as in the whole drawing; of very many, all
function reduced(edges) {
  if (edges.length > 2000) return edges;
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
