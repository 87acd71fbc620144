// npm run gallery [-- names]: runs the scenarios of the gallery and renews their pictures in docs/images/gallery. A few minutes for all.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const names = process.argv.slice(2);
const { module } = await runnerImport("./scripts/gallery/pictures.ts");
const kernel = readFileSync("build/kernel.wasm");
const folder = "docs/images/gallery";
mkdirSync(folder, { recursive: true });
for (const name of names.length > 0 ? names : module.NAMES) {
  writeFileSync(`${folder}/${name}.svg`, await module.picture(name, kernel));
  console.log(name);
}
