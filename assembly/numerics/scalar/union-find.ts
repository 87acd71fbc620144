// Parts of a graph by union-find with path halving: links[k] leads towards the root of k, the lowest number of its part.

/** Label of a cell that is a part by itself: only loops over parts reach it. */
export const SINGLE: i32 = -2;

// @ts-ignore: decorator
@inline function link(links: usize, k: i32): i32 {
  return load<i32>(links + ((<usize>k) << 2));
}
// @ts-ignore: decorator
@inline function relink(links: usize, k: i32, to: i32): void {
  store<i32>(links + ((<usize>k) << 2), to);
}

/** Makes each of n numbers a part of its own. */
export function separate(links: usize, n: i32): void {
  for (let k = 0; k < n; k++) relink(links, k, k);
}

/** The lowest number of the part of k. */
export function root(links: usize, k: i32): i32 {
  let r = k;
  while (link(links, r) != r) {
    relink(links, r, link(links, link(links, r)));
    r = link(links, r);
  }
  return r;
}

/** Makes the parts of a and b one. */
export function unite(links: usize, a: i32, b: i32): void {
  const p = root(links, a),
    q = root(links, b);
  if (p < q) relink(links, q, p);
  else relink(links, p, q);
}
