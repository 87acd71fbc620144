// A scenario as it would run: its steps as they are understood, its grid, its seed.

import { UsageError } from "../../core/errors";
import { resolveRun } from "../../core/resolve";
import { toDisplay } from "../../core/units";
import { changed, readSource } from "../read-scenario";
import { EXIT, print, printJson } from "../terminal";

/** Checks a scenario and prints what would run; returns the exit code. @throws UsageError, ScenarioError */
export async function checkScenario(
  named: string | undefined,
  { set, seed, json }: { set: string[]; seed?: number; json?: boolean },
): Promise<number> {
  if (named === undefined) throw new UsageError("name a scenario file or one of `voidscope list`");
  const source = readSource(named);
  const changes = seed === undefined ? set : [...set, `seed=${seed}`];
  const spec = resolveRun(changed(source, changes));
  const { columns, lithiumRows, electrolyteRows, h } = spec.grid;
  const cells = `${columns} x ${lithiumRows + electrolyteRows}`;
  const steps = spec.protocol.map(({ text }) => text);
  if (json) {
    await printJson({
      scenario: source.name,
      title: spec.title,
      cells,
      steps,
      input: spec.scenario,
    });
    return EXIT.ok;
  }
  const lines = [...counted(steps)].map((line) => `  ${line}\n`);
  await print(
    `${spec.title}\n${lines.join("")}${steps.length === 1 ? "1 step" : `${steps.length} steps`}, ${cells} cells of ${toDisplay(h, "m")}, seed ${spec.seed}\n`,
  );
  return EXIT.ok;
}

/** Equal steps that follow each other, told once. */
function* counted(steps: readonly string[]): Generator<string> {
  for (let k = 0; k < steps.length; ) {
    let end = k + 1;
    while (steps[end] === steps[k]) end++;
    yield end - k > 1 ? `${end - k} times: ${steps[k]}` : steps[k]!;
    k = end;
  }
}
