// Scenario -> RunSpec: the only way from what a person wrote to what a run computes with.

import { cathodeNames, fullCell, resolveCathode } from "./cathode";
import { resolveDefect } from "./drawn";
import { resolveEdits } from "./edits";
import { checkCollector, checkFlaws } from "./effects";
import { ScenarioError } from "./errors";
import { resolveMaterials } from "./materials";
import { resolveMicrostructure } from "./microstructure";
import { gapStiffness } from "./platen";
import { ProfileTable } from "./profiles";
import { parseProtocol } from "./protocol";
import { checkReach } from "./reach";
import type { ProtocolStep, RunSpec } from "./runspec";
import { normalise, type Scenario } from "./scenario";
import { siValues } from "./si";
import { CELL, CONDITIONS, INTERFACE, NUMERICS, OUTPUT } from "./tables/cell";
import { IMPEDANCE } from "./tables/impedance";
import { PHYSICS } from "./tables/physics";
import { limitToDisplay, parse, toDisplay } from "./units";

/** Rows come in multiples of this, so that the grids coarsen. */
const ROWS = 8;
/** More cells than this do not fit the kernel's memory. */
const MAX_ROWS = 2048;

/** Rows of a layer `height` [m] high in cells of `h` [m]: the nearest multiple of 8, at least 8. */
function rows(height: number, h: number): number {
  return Math.max(ROWS, ROWS * Math.round(height / h / ROWS));
}

/** Checks, fills in, converts. Throws ScenarioError: where, what is wrong, what would be right. */
export function resolveRun(input: unknown): RunSpec {
  const scenario = normalise(input);
  const { conditions } = scenario;
  const { cell, grid } = geometry(scenario);
  const materials = resolveMaterials(scenario.materials, cathodeNames(scenario));
  const { lithium, electrolyte } = materials;
  const cathode = resolveCathode(scenario, materials);
  const thickness = { lithium: cell.lithium + cell.reservoir, electrolyte: cell.pellet };
  const stackStiffness = stiffness(conditions, thickness, { lithium, electrolyte });
  const { temperature, stackPressure } = siValues(CONDITIONS, conditions);
  const physics = siValues(PHYSICS, scenario.physics);
  checkOpening(scenario.physics.openingGap, physics.openingGap, cell.lithium);
  const table = new ProfileTable(scenario.profiles);
  const protocol = checked(
    parseProtocol(scenario.protocol, table, cathode && fullCell(cathode)),
    stackStiffness,
  );
  checkReach(protocol, { physics, cell, electrolyte, ...(cathode && { cathode }) });
  checkFlaws(scenario);
  checkCollector(scenario, protocol);
  return {
    scenario,
    title: scenario.title,
    seed: scenario.seed,
    grid,
    cell,
    temperature,
    stackPressure,
    stackStiffness,
    lithium,
    electrolyte,
    interface: {
      defects: scenario.interface.defects.map((one, k) =>
        resolveDefect(one, cell, `interface.defects[${k}]`),
      ),
      ...siValues(INTERFACE, scenario.interface),
      // the cathode has its place
      ...(cathode && { counterResistance: 0 }),
    },
    microstructure: resolveMicrostructure(scenario, cell.width, cell.electrolyte, electrolyte),
    ...(cathode && { cathode }),
    physics,
    impedance: siValues(IMPEDANCE, scenario.impedance),
    protocol,
    edits: resolveEdits(scenario.edits, { protocol, cell, physics, electrolyte }),
    profiles: table.profiles,
    output: siValues(OUTPUT, scenario.output),
    numerics: siValues(NUMERICS, scenario.numerics),
  };
}

/** The cell with heights that are whole rows [m], and its grid. */
function geometry({ cell, mesh }: Scenario): Pick<RunSpec, "cell" | "grid"> {
  const written = siValues(CELL, cell);
  const h = written.width / mesh.columns;
  const lithiumRows = rows(written.lithium, h);
  const electrolyteRows = rows(written.electrolyte, h);
  for (const [key, count] of [
    ["lithium", lithiumRows],
    ["electrolyte", electrolyteRows],
  ] as const) {
    if (count > MAX_ROWS) {
      throw new ScenarioError(
        `"${cell[key]}" is ${count} rows of ${toDisplay(h, "m")} cells; use at most ${limitToDisplay(MAX_ROWS * h, "m")}, or fewer columns`,
        `cell.${key}`,
      );
    }
  }
  const heights = { lithium: lithiumRows * h, electrolyte: electrolyteRows * h };
  if (written.pellet < heights.electrolyte * (1 - 1e-9)) {
    throw new ScenarioError(
      `"${cell.pellet}" is thinner than the resolved electrolyte (${toDisplay(heights.electrolyte, "m")}); use at least that`,
      "cell.pellet",
    );
  }
  return {
    grid: { columns: mesh.columns, lithiumRows, electrolyteRows, h },
    cell: { ...written, ...heights },
  };
}

/** Pressure that the stack loses per length that the platen comes down [Pa/m]. */
function stiffness(
  { platen, stackStiffness }: Scenario["conditions"],
  thickness: { lithium: number; electrolyte: number },
  { lithium, electrolyte }: Pick<RunSpec, "lithium" | "electrolyte">,
): number {
  const written = parse(stackStiffness, "Pa/m");
  if (platen === "load") return written;
  if (written > 0) {
    throw new ScenarioError(
      `"${stackStiffness}" has no place beside platen "gap", whose stiffness is that of the cell; leave it out, or use platen "load"`,
      "conditions.stackStiffness",
    );
  }
  return gapStiffness(thickness, lithium, electrolyte);
}

/** A column that opens gives its gap, and what a step may add to that, to a void in the lithium above it. */
function checkOpening(written: string, gap: number, lithium: number): void {
  const most = 0.8 * lithium;
  if (gap <= most * (1 + 1e-9)) return;
  throw new ScenarioError(
    `"${written}" is more than the ${toDisplay(lithium, "m")} of lithium in the section can give when a column opens; use at most ${limitToDisplay(most, "m", 3)}, or a thicker cell.lithium`,
    "physics.openingGap",
  );
}

/** A dead weight has no gap to be closed. */
function checked(protocol: ProtocolStep[], stackStiffness: number): ProtocolStep[] {
  const travel = protocol.find((step) => step.travel !== undefined);
  if (!travel || stackStiffness > 0) return protocol;
  throw new ScenarioError(
    `"${travel.text}" needs a platen that is held; set conditions.platen to "gap" or give a conditions.stackStiffness, or press to a pressure`,
    "protocol",
  );
}
