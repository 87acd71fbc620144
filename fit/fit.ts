// Parameters of a scenario from a measured curve: the least sum of squares of (data - model)/weight. A model is a case of a sweep, all
// that are wanted at once are one plan, and each is worked out once: what is known may be handed in.

import { ScenarioError, VoidscopeError } from "../core/errors";
import { FORMAT, type Plan, planFrom } from "../sweep/plan";
import { isBroken, type Row } from "../sweep/row";
import { type Identifiability, identifiability } from "./identifiability";
import { leastSquares } from "./least-squares";
import { errorOf, fromCoordinate, type Parameter, toCoordinate, written } from "./parameters";
import { stepColumns, type Target, withoutJumps } from "./target";

export interface Estimate {
  parameter: Parameter;
  value: number;
  /** Standard error; infinite where the data say nothing. */
  error: number;
  atBound: boolean;
}

export interface Fit extends Identifiability {
  estimates: Estimate[];
  /** What was compared: the data without their jumps. */
  target: Target;
  /** The model at the estimates, in the order of the target's values. */
  model: Float64Array;
  /** Root of the mean square of data - model. */
  rms: number;
  steps: number;
  runs: number;
  settled: boolean;
  /** Whether the data had the opposite sign. */
  turned: boolean;
}

/** Gains of the sum of squares, in units of the variance of a residual, below which the first and the second search have settled. */
const NEAR = 0.3;
const SETTLED = 0.01;

export type Values = (number | null)[];

export interface Runner {
  /** The rows of all cases of a plan, in their order. */
  rows(plan: Plan): Promise<Row[]>;
  /** Rows of cases that are known, by what was set in them. */
  known: Map<string, Values[]>;
  /** A point has been worked out. */
  fresh(key: string, values: Values[]): void;
  /** After each step: the root mean square of (data - model)/weight. */
  onStep(rms: number): void;
}

/** No such run: why its last case ended. */
export class NoModel extends VoidscopeError {
  override readonly exitCode = 3;
}

/** What a row has of what is to be kept: a plan keeps a column once. */
function keptOf({ values }: Row, { keep }: Target, { columns }: Plan): Values {
  const at = new Map(columns.map((column, k) => [column, k]));
  return keep.map((name) => values[at.get(name)!] ?? null);
}

/** The models of points, each worked out once. */
class Models {
  reason = "";
  runs = 0;

  constructor(
    private readonly scenario: unknown,
    private readonly parameters: readonly Parameter[],
    private readonly target: Target,
    private readonly runner: Runner,
  ) {}

  /** The models at these coordinates; null where a run has failed. */
  async at(points: readonly (readonly number[])[]): Promise<(Float64Array | null)[]> {
    const texts = points.map((point) => this.textsOf(point));
    const keys = points.map((point) => this.keyOf(point));
    const { known } = this.runner;
    const fresh = keys
      .map((key, k) => ({ key, k }))
      .filter(({ key, k }) => !known.has(key) && keys.indexOf(key) === k);
    if (fresh.length > 0) {
      const plan = this.plan(fresh.map(({ k }) => texts[k]!));
      const rows = await this.runner.rows(plan);
      const each = rows.length / fresh.length;
      fresh.forEach(({ key }, i) => {
        const own = rows.slice(i * each, (i + 1) * each);
        const broken = own.find(isBroken);
        if (broken) this.reason = broken.reason;
        const values = broken ? [] : own.map((row) => keptOf(row, this.target, plan));
        known.set(key, values);
        this.runner.fresh(key, values);
      });
      this.runs += rows.length;
    }
    return keys.map((key) => {
      const rows = known.get(key)!;
      return rows.length === 0 ? null : this.target.predict(rows);
    });
  }

  /** The model of a point that has been worked out and has one. */
  known(point: readonly number[]): Float64Array {
    return this.target.predict(this.runner.known.get(this.keyOf(point))!)!;
  }

  private keyOf(point: readonly number[]): string {
    return this.textsOf(point).join("; ");
  }

  private textsOf(point: readonly number[]): string[] {
    return point.map((x, d) => {
      const parameter = this.parameters[d]!;
      return written(parameter, fromCoordinate(parameter, x));
    });
  }

  /** The plan of these points, each under all conditions. */
  plan(points: readonly (readonly string[])[]): Plan {
    const { keep, conditions } = this.target;
    const axis = (path: string, values: string[]) => ({ path, values });
    return planFrom({
      ...{ format: FORMAT, schemaVersion: 1, title: "fit", set: {}, find: null, keep },
      scenario: this.scenario as Record<string, unknown>,
      vary: [
        {
          zip: this.parameters.map(({ path }, d) =>
            axis(
              path,
              points.map((p) => p[d]!),
            ),
          ),
        },
        ...(conditions.length > 0
          ? [{ zip: conditions.map(({ path, written: values }) => axis(path, values)) }]
          : []),
      ],
      sample: { kind: "grid", seed: 1, levels: 8 },
    });
  }
}

/** What the runs of a fit are runs of: the plan at its start. */
export const startPlan = (
  scenario: unknown,
  parameters: readonly Parameter[],
  target: Target,
): Plan =>
  new Models(scenario, parameters, target, undefined as never).plan([
    parameters.map((p) => written(p, p.start)),
  ]);

/** The voltage curve without its jumps, by a run at the start of the search. */
async function smooth(
  scenario: unknown,
  parameters: readonly Parameter[],
  target: Target,
  runner: Runner,
): Promise<Target> {
  if (target.kind !== "voltage") return target;
  const watched = { ...target, keep: stepColumns(target) };
  const plan = startPlan(scenario, parameters, watched);
  const [row] = await runner.rows(plan);
  return isBroken(row!) ? target : withoutJumps(target, keptOf(row!, watched, plan));
}

/** Finds the parameters. @throws NoModel when the scenario does not run at its start */
export async function fit(
  scenario: unknown,
  parameters: readonly Parameter[],
  measured: Target,
  runner: Runner,
): Promise<Fit> {
  const target = await smooth(scenario, parameters, measured, runner);
  const models = new Models(scenario, parameters, target, runner);
  const start = parameters.map((p) => toCoordinate(p, p.start));
  const [first] = await models.at([start]);
  if (!first) throw noModel(models);
  if (parameters.length >= target.values.length) {
    throw new ScenarioError(
      `${parameters.length} parameters and ${target.values.length} values; fit fewer, or measure more`,
    );
  }
  const overlap = first.reduce((sum, v, i) => sum + v * target.values[i]!, 0);
  const turned = target.kind === "voltage" && overlap < 0;
  const data = target.values.map((v) => (turned ? -v : v));
  const differences = (model: Float64Array) =>
    model.map((v, i) => (data[i]! - v) / target.weights[i]!);
  const scaled = (v: number, i: number) => Math.asinh(v / target.floors[i]!);
  const ratios = (model: Float64Array) => model.map((v, i) => scaled(data[i]!, i) - scaled(v, i));
  const search = (
    from: readonly number[],
    compare: (model: Float64Array) => Float64Array,
    gain: number,
  ) =>
    leastSquares(
      {
        ...{ start: from, gain },
        low: parameters.map((p) => toCoordinate(p, p.low)),
        high: parameters.map((p) => toCoordinate(p, p.high)),
        residuals: async (points) =>
          (await models.at(points)).map((model) => model && compare(model)),
      },
      (x) => runner.onStep(rmsOf(differences(models.known(x)))),
    );
  const near = target.floors.length > 0 ? await search(start, ratios, NEAR) : undefined;
  const solution = await search(near?.x ?? start, differences, SETTLED);
  if (!solution) throw noModel(models);
  const { x, residual, jacobian, steps, settled } = solution;
  const found = identifiability(jacobian, residual);
  const model = residual.map((r, i) => data[i]! - r * target.weights[i]!);
  const squares = model.reduce((sum, v, i) => sum + (data[i]! - v) ** 2, 0);
  return {
    ...{ ...found, target },
    estimates: parameters.map((parameter, d) => {
      const value = fromCoordinate(parameter, x[d]!);
      const margin = 1e-6 * (parameter.high - parameter.low);
      const atBound = value <= parameter.low + margin || value >= parameter.high - margin;
      return { parameter, value, atBound, error: errorOf(parameter, value, found.errors[d]!) };
    }),
    ...{ model, rms: Math.sqrt(squares / data.length), settled, turned },
    steps: steps + (near?.steps ?? 0),
    runs: models.runs,
  };
}

const rmsOf = (r: Float64Array) => Math.sqrt(r.reduce((sum, v) => sum + v * v, 0) / r.length);

const noModel = ({ reason }: Models) =>
  new NoModel(
    `the scenario gives no curve to compare: ${reason || "it ends before the data begin"}`,
  );
