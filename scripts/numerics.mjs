// npm run bench:docs: the picture of the orders (measured here) and the tables of docs/numerics.md (from
// bench/results/baseline.json, or a file that is named).
import { readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const { module: docs } = await runnerImport("./bench/docs.ts");
const { module: measure } = await runnerImport("./bench/orders.ts");

const kernel = readFileSync("build/kernel.wasm");
const curves = await measure.orders(kernel, [16, 32, 64, 128, 256]);
writeFileSync("docs/images/order.svg", docs.orderPicture(curves));

const report = JSON.parse(readFileSync(process.argv[2] ?? "bench/results/baseline.json", "utf8"));
const page = "docs/numerics.md";
const between = (text, name, body) => {
  const [before, , after] = text.split(new RegExp(`<!-- ${name}:(?:begin|end) -->`));
  return `${before}<!-- ${name}:begin -->\n${body}\n<!-- ${name}:end -->${after}`;
};
writeFileSync(page, between(readFileSync(page, "utf8"), "ratios", docs.ratioTables(report)));

for (const { name, order, points } of curves) {
  const [[n, coarse], [m, fine]] = points.slice(-2);
  const rate = Math.log(coarse / fine) / Math.log(m / n);
  console.log(`${name}: ${rate.toFixed(2)} (theory ${order}), ${fine.toExponential(2)} at ${m}`);
}
