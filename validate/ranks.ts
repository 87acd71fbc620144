// Rank correlation: whether two quantities put the same things in the same order.

/** Kendall's tau-b of pairs (x, y): 1 = the same order, -1 = the opposite one, 0 = none; infinite values are ties of each other. */
export function kendall(pairs: readonly (readonly [x: number, y: number])[]): number {
  let [balance, tiedX, tiedY, all] = [0, 0, 0, 0];
  for (const [k, [x1, y1]] of pairs.entries()) {
    for (const [x2, y2] of pairs.slice(k + 1)) {
      const [x, y] = [Number(x1 > x2) - Number(x1 < x2), Number(y1 > y2) - Number(y1 < y2)];
      balance += x * y;
      if (x === 0) tiedX++;
      if (y === 0) tiedY++;
      all++;
    }
  }
  return balance / Math.sqrt((all - tiedX) * (all - tiedY));
}
