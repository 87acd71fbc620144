// Tables as text: comma-separated for programs, aligned for people.

type Rows = Iterable<readonly unknown[]>;

/** A line a row, cells with commas between them. No cell of ours holds a comma or a quote. */
export function csv(rows: Rows): string {
  return Array.from(rows, (cells) => `${cells.join(",")}\n`).join("");
}

/** A line a row, columns as wide as their widest cell and two blanks apart. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  const line = (row: readonly string[]) => row.map((text, k) => text.padEnd(widths[k]!)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}
