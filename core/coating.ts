// A coating on a solid electrolyte as a ladder for electrons [@kimura2024]: the share of the drop of the lithium potential that
// the coating takes, eq. (9.4), what that protects, and what the coating costs in ions.
//   f = 1 / (1 + (sigma_c / sigma_e) (L_e / L_c))
// L thickness, sigma electronic conductivity of coating and electrolyte. The electrolyte is kept from reduction on the lithium side
// where f >= U_red / U_far, U_far the potential of the far electrode against lithium. In a symmetric cell U_far = 0: no coating
// protects, it only slows (eq. (5.4)).

export interface Coated {
  /** Thickness of coating and electrolyte [m]. */
  coating: number;
  electrolyte: number;
  /** Their electronic conductivities [S/m]. */
  coatingElectrons: number;
  electrolyteElectrons: number;
}

/** What a map may have as an axis; a ratio sets the coating. */
export interface CoatingAxis {
  label: string;
  /** Of what is shown, and how many of it are one in SI. */
  unit: string;
  scale: number;
  /** What is looked at [SI]. */
  from: number;
  to: number;
  of(c: Coated): number;
  set(c: Coated, value: number): Coated;
}

const NANOMETRE = { unit: "nm", scale: 1e9 };
const MICROMETRE = { unit: "um", scale: 1e6 };
const ELECTRONS = { unit: "S/cm", scale: 1e-2 };
const RATIO = { unit: "1", scale: 1 };

export const COATING_AXES = {
  coating: {
    label: "coating",
    ...NANOMETRE,
    from: 1e-9,
    to: 1e-6,
    of: (c: Coated) => c.coating,
    set: (c: Coated, coating: number) => ({ ...c, coating }),
  },
  electrolyte: {
    label: "electrolyte",
    ...MICROMETRE,
    from: 1e-6,
    to: 1e-3,
    of: (c: Coated) => c.electrolyte,
    set: (c: Coated, electrolyte: number) => ({ ...c, electrolyte }),
  },
  "coating-electrons": {
    label: "electrons in the coating",
    ...ELECTRONS,
    from: 1e-14,
    to: 1e-6,
    of: (c: Coated) => c.coatingElectrons,
    set: (c: Coated, coatingElectrons: number) => ({ ...c, coatingElectrons }),
  },
  "electrolyte-electrons": {
    label: "electrons in the electrolyte",
    ...ELECTRONS,
    from: 1e-11,
    to: 1e-4,
    of: (c: Coated) => c.electrolyteElectrons,
    set: (c: Coated, electrolyteElectrons: number) => ({ ...c, electrolyteElectrons }),
  },
  thickness: {
    label: "thickness, coating over electrolyte",
    ...RATIO,
    from: 1e-5,
    to: 1e-1,
    of: (c: Coated) => c.coating / c.electrolyte,
    set: (c: Coated, ratio: number) => ({ ...c, coating: ratio * c.electrolyte }),
  },
  electrons: {
    label: "electrons, coating over electrolyte",
    ...RATIO,
    from: 1e-6,
    to: 1,
    of: (c: Coated) => c.coatingElectrons / c.electrolyteElectrons,
    set: (c: Coated, ratio: number) => ({
      ...c,
      coatingElectrons: ratio * c.electrolyteElectrons,
    }),
  },
} as const satisfies Record<string, CoatingAxis>;

export type CoatingAxisName = keyof typeof COATING_AXES;
export const COATING_AXIS_NAMES = Object.keys(COATING_AXES) as [
  CoatingAxisName,
  ...CoatingAxisName[],
];

/** Whether two axes can be set at once: a ratio and the coating itself cannot. */
export function independent(x: CoatingAxisName, y: CoatingAxisName): boolean {
  const pair = [x, y].sort().join(" ");
  return x !== y && pair !== "coating thickness" && pair !== "coating-electrons electrons";
}

/** A coating with two of its axes set [SI]. */
export function withBoth(
  c: Coated,
  [x, y]: readonly [CoatingAxisName, CoatingAxisName],
  values: readonly [number, number],
): Coated {
  const isRatio = (name: CoatingAxisName) => COATING_AXES[name].unit === "1";
  const set = (now: Coated, name: CoatingAxisName, value: number) =>
    (COATING_AXES[name] as CoatingAxis).set(now, value);
  // ratios come last, they hold for what the other has set
  return isRatio(x) && !isRatio(y)
    ? set(set(c, y, values[1]), x, values[0])
    : set(set(c, x, values[0]), y, values[1]);
}

/** 10 nm of 1e-14 S/cm on 30 um of 1e-11 S/cm, the conductivities of the ladder. */
export const EXAMPLE_COATED: Coated = {
  coating: 10e-9,
  electrolyte: 30e-6,
  coatingElectrons: 1e-12,
  electrolyteElectrons: 1e-9,
};

/** Potential below which an argyrodite is reduced [V]. */
export const REDUCTION = 1.71;
/** Positive electrodes that are asked about [V]. */
export const FAR_ELECTRODES = [3.7, 4.2] as const;

/** Share of the drop of the lithium potential that the coating takes. */
export const coatingShare = (c: Coated): number =>
  1 / (1 + (c.coatingElectrons / c.electrolyteElectrons) * (c.electrolyte / c.coating));

/** The share that keeps the electrolyte from reduction beside a positive electrode [V]. */
export const protectingShare = (far: number): number => REDUCTION / far;

/** Thickness from which a coating protects beside a positive electrode [V] [m]. */
export function leastCoating(c: Coated, far: number): number {
  const share = protectingShare(far);
  return (share / (1 - share)) * (c.coatingElectrons / c.electrolyteElectrons) * c.electrolyte;
}

/** Area resistance that a coating [m] of the ionic conductivity [S/m] adds [Ohm m2]. */
export const ionicCost = (coating: number, conductivity: number): number => coating / conductivity;
