// Charge that the interphase has eaten against the square root of time, as a titration of it is drawn (CTTA) [@aktekin2023]: a
// line of slope k through the origin where it passivates, eq. (5.1), and
//   q_n = n dq   at the end of each titration, when no metal is left

/** What is needed of a row of the time series, SI. */
export interface GrowthRow {
  time: number;
  protocolStep: number;
  interphaseCharge: number;
  metal: number;
}

/** [h^0.5], [uAh/cm2] */
export type GrowthPoint = readonly [root: number, charge: number];

export interface GrowthCurve {
  points: GrowthPoint[];
  /** Ends of titrations; empty when there was none. */
  titrations: GrowthPoint[];
  /** Least squares line through the titrations, else through the points [uAh/cm2/h^0.5], [uAh/cm2]; null with fewer than three. */
  line: { slope: number; intercept: number } | null;
}

/** [C/m2] */
const UAH_PER_CM2 = 36;
const HOUR = 3600;
/** Share of the charge eaten that counts as no metal. */
const NO_METAL = 1e-6;

export function growthCurve(rows: readonly GrowthRow[]): GrowthCurve {
  const start = rows[0]?.interphaseCharge ?? 0;
  const point = ({ time, interphaseCharge }: GrowthRow): GrowthPoint => [
    Math.sqrt(time / HOUR),
    (interphaseCharge - start) / UAH_PER_CM2,
  ];
  const points = rows.map(point);
  const ends: GrowthRow[] = [];
  for (let first = 0, next = 0; first < rows.length; first = next) {
    while (rows[next]?.protocolStep === rows[first]!.protocolStep) next++;
    const end = endOf(rows, first, next);
    if (end) ends.push(end);
  }
  const titrations = ends.map(point);
  return { points, titrations, line: lineThrough(titrations.length > 0 ? titrations : points) };
}

/** Where a titration ends in the rows of a protocol step: at its end when no metal is left there, in the last step, which may
 * go on, once there is none. */
function endOf(rows: readonly GrowthRow[], first: number, next: number): GrowthRow | undefined {
  const isEmpty = ({ metal, interphaseCharge }: GrowthRow) => metal <= NO_METAL * interphaseCharge;
  const last = rows[next - 1]!;
  // what it starts from is the last row of the step before
  const before = rows[Math.max(0, first - 1)]!;
  if (isEmpty(before) || !isEmpty(last)) return undefined;
  return next < rows.length ? last : rows.slice(first, next).find(isEmpty);
}

function lineThrough(points: readonly GrowthPoint[]): GrowthCurve["line"] {
  const n = points.length;
  if (n < 3) return null;
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / n;
  const [x, y] = [mean(0), mean(1)];
  const along = points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  if (along === 0) return null;
  const slope = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) / along;
  return { slope, intercept: y - slope * x };
}
