// A section at a frequency, solved directly in complex numbers from the equations of docs/model.md, section 17: what the
// kernel's spectra are held to.

const EPS0 = 8.8541878128e-12;

export type Complex = readonly [re: number, im: number];
export const add = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
export const times = (a: Complex, b: Complex): Complex => [
  a[0] * b[0] - a[1] * b[1],
  a[0] * b[1] + a[1] * b[0],
];
export const scale = (k: number, a: Complex): Complex => [k * a[0], k * a[1]];
export const inverse = ([re, im]: Complex): Complex => {
  const d = re * re + im * im;
  return [re / d, -im / d];
};
export const size = ([re, im]: Complex) => Math.hypot(re, im);
/** (i omega)^alpha */
const power = (omega: number, alpha: number): Complex => {
  const r = omega ** alpha;
  return [r * Math.cos((alpha * Math.PI) / 2), r * Math.sin((alpha * Math.PI) / 2)];
};

/** What a section is at one instant [SI]; lines by column. */
export interface Frozen {
  columns: number;
  rows: number;
  h: number;
  kappa: number;
  /** Pellet below the section [m]. */
  rest: number;
  contact: ArrayLike<number>;
  /** Height of what is above a column that is not in full contact [m]. */
  gap: ArrayLike<number>;
  /** Charge transfer in full contact, with the slope at its bias. */
  transfer: ArrayLike<number>;
  film: ArrayLike<number>;
  filmConductivity: number;
  counter: { transfer: number; film: number };
  permittivity: number;
  doubleLayer: number;
  exponent: number;
  filmPermittivity: number;
  filmExponent: number;
  /** Of the boundary on the faces above and left of cell k its length over theirs; resistance [Ohm m2] and width [m]. */
  boundary?: { above: ArrayLike<number>; left: ArrayLike<number>; ohm: number; width: number };
}

/** Charge transfer beside its double layer, in series with a film; of the area share a. */
function contactImpedance(f: Frozen, omega: number, a: number, R: number, film: number): Complex {
  const layer = scale(f.doubleLayer, power(omega, f.exponent));
  const transfer = inverse(add([1 / R, 0], layer));
  const tau = (EPS0 * f.filmPermittivity) / f.filmConductivity;
  const relaxed = inverse(add([1, 0], scale(tau ** f.filmExponent, power(omega, f.filmExponent))));
  return scale(1 / a, add(transfer, scale(film, relaxed)));
}

/** Impedance [Ohm m2] of one column of infinite width: the closed form of a flat section. */
export function flatImpedance(f: Frozen, frequency: number): Complex {
  const omega = 2 * Math.PI * frequency;
  const kappa: Complex = [f.kappa, omega * EPS0 * f.permittivity];
  const depth = f.rows * f.h + f.rest;
  const bulk = scale(depth, inverse(kappa));
  const wall = contactImpedance(f, omega, 1, f.transfer[0]!, f.film[0]!);
  const counter = contactImpedance(f, omega, 1, f.counter.transfer, f.counter.film);
  return add(bulk, add(wall, counter));
}

/** Impedance [Ohm m2] by elimination of the banded complex system. */
export function directImpedance(f: Frozen, frequency: number): Complex {
  const { columns: nx, rows, h } = f;
  const omega = 2 * Math.PI * frequency;
  const kappa: Complex = [f.kappa, omega * EPS0 * f.permittivity];
  const half = scale(h / 2, inverse(kappa));
  const n = nx * rows;
  // upper band of the symmetric matrix
  const band: Complex[][] = Array.from({ length: n }, () =>
    Array.from({ length: nx + 1 }, () => [0, 0] as Complex),
  );
  const put = (k: number, l: number, T: Complex) => {
    band[k]![0] = add(band[k]![0]!, T);
    if (l === k) return;
    band[l]![0] = add(band[l]![0]!, T);
    band[k]![l - k] = add(band[k]![l - k]!, scale(-1, T));
  };
  const face = (longer: number): Complex => {
    if (longer === 0) return kappa;
    const { ohm, width } = f.boundary!;
    const Z = inverse([1 / ohm, (omega * EPS0 * f.permittivity) / width]);
    return scale(h, inverse(add(scale(h, inverse(kappa)), scale(longer, Z))));
  };
  const wall = Array.from({ length: nx }, (_, i): Complex => {
    const a = f.contact[i]!;
    let y: Complex = a < 1 ? [0, ((1 - a) * omega * EPS0) / f.gap[i]!] : [0, 0];
    if (a > 0) y = add(y, inverse(contactImpedance(f, omega, a, f.transfer[i]!, f.film[i]!)));
    return scale(h, inverse(add(half, inverse(y))));
  });
  const below = add(
    scale(f.rest, inverse(kappa)),
    contactImpedance(f, omega, 1, f.counter.transfer, f.counter.film),
  );
  const bottom = scale(h, inverse(add(half, below)));
  const rhs: Complex[] = Array.from({ length: n }, () => [0, 0]);
  for (let k = 0; k < n; k++) {
    const i = k % nx;
    if (i > 0) put(k - 1, k, face(f.boundary?.left[k] ?? 0));
    if (k >= nx) put(k - nx, k, face(f.boundary?.above[k] ?? 0));
    if (k < nx) {
      put(k, k, wall[i]!);
      rhs[k] = wall[i]!;
    }
    if (k >= n - nx) put(k, k, bottom);
  }
  const phi = solveBand(band, rhs);
  let current: Complex = [0, 0];
  for (let i = 0; i < nx; i++) {
    current = add(current, times(wall[i]!, add([1, 0], scale(-1, phi[i]!))));
  }
  return scale(nx * h, inverse(current));
}

/** Elimination of a symmetric band, upper half by rows. */
function solveBand(band: Complex[][], rhs: Complex[]): Complex[] {
  const n = band.length;
  const width = band[0]!.length;
  const x = [...rhs];
  for (let p = 0; p < n; p++) {
    const pivot = inverse(band[p]![0]!);
    for (let q = 1; q < width && p + q < n; q++) {
      const e = times(band[p]![q]!, pivot);
      if (e[0] === 0 && e[1] === 0) continue;
      for (let r = q; r < width; r++) {
        band[p + q]![r - q] = add(band[p + q]![r - q]!, scale(-1, times(e, band[p]![r]!)));
      }
      x[p + q] = add(x[p + q]!, scale(-1, times(e, x[p]!)));
    }
  }
  for (let p = n - 1; p >= 0; p--) {
    let sum = x[p]!;
    for (let q = 1; q < width && p + q < n; q++) {
      sum = add(sum, scale(-1, times(band[p]![q]!, x[p + q]!)));
    }
    x[p] = times(sum, inverse(band[p]![0]!));
  }
  return x;
}
