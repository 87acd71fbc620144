// Random scenarios: the books close and every number is a number, whatever is asked. The first of the list that
// `npm run torture` goes through.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { listed } from "./scenarios";
import { torment } from "./torment";

const wasm = readFileSync(new URL("../../build/kernel.wasm", import.meta.url));

it.each(listed(40).map((scenario, k) => [k, scenario] as const))(
  "random scenario %i holds its ledgers and ends",
  async (_, scenario) => {
    expect((await torment(scenario, wasm)).fault, JSON.stringify(scenario)).toBeNull();
  },
);
