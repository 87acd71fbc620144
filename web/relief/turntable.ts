// From where the relief is looked at: it turns about the part of the section that the flat picture shows, which stays in sight.
// World: columns to the right, rows towards the eye (y = -row), heights up; all in cells.

type Vector = readonly [number, number, number];

/** What has to be in sight [cells]: a part of the section around its middle, and how high it is. */
export interface Block {
  column: number;
  row: number;
  width: number;
  height: number;
  span: number;
}

export interface Eye {
  at: Vector;
  target: Vector;
  up: Vector;
  /** of the canvas, in the plane of the section */
  right: Vector;
}

/** [degrees] to the right of straight above the electrolyte, and above the plane of the section: 90 is from above */
export const HOME = { azimuth: -14, tilt: 48 };
export const LIMITS = { azimuth: [-75, 75], tilt: [14, 88] } as const;
/** [degrees] of the picture from its lower to its upper edge */
export const FIELD_OF_VIEW = 26;

const clamp = (x: number, [low, high]: readonly [number, number]) =>
  Math.min(high, Math.max(low, x));
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export class Turntable {
  azimuth = HOME.azimuth;
  tilt = HOME.tilt;
  /** Goes up with each turn. */
  version = 0;

  /** [degrees]; as far as the limits let it. */
  turn(azimuth: number, tilt: number) {
    this.azimuth = clamp(this.azimuth + azimuth, LIMITS.azimuth);
    this.tilt = clamp(this.tilt + tilt, LIMITS.tilt);
    this.version++;
  }

  home() {
    Object.assign(this, HOME);
    this.version++;
  }

  /** Columns and rows that a hand pushes the plane of the section by which moves on the canvas to the right and down [cells]. */
  pushed(x: number, y: number): { columns: number; rows: number } {
    const [azimuth, tilt] = [this.azimuth, this.tilt].map((angle) => (angle * Math.PI) / 180);
    const [ca, sa] = [Math.cos(azimuth!), Math.sin(azimuth!)];
    // down on the canvas is nearer, the more the lower the eye is
    const near = y / Math.sin(tilt!);
    return { columns: x * ca + near * sa, rows: near * ca - x * sa };
  }

  /** `risen`: 0 is the flat picture from above, 1 the relief. */
  eye(block: Block, aspect: number, risen = 1): Eye {
    const azimuth = (risen * this.azimuth * Math.PI) / 180;
    const tilt = ((90 + risen * (this.tilt - 90)) * Math.PI) / 180;
    const [ca, sa, ct, st] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(tilt), Math.sin(tilt)];
    const right: Vector = [ca, sa, 0];
    const up: Vector = [-sa * st, ca * st, ct];
    const back: Vector = [sa * ct, -ca * ct, st];
    const target: Vector = [block.column, -block.row, (risen * block.span) / 3];
    const distance = distanceOf(block, risen, { right, up, back }, aspect);
    const at = target.map((x, k) => x + distance * back[k]!) as unknown as Vector;
    return { at, target, up, right };
  }
}

/** Nearest from which all corners of the block are seen. */
function distanceOf(
  { width, height, span }: Block,
  risen: number,
  axes: { right: Vector; up: Vector; back: Vector },
  aspect: number,
): number {
  const half = Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
  let distance = 0;
  for (const x of [-width / 2, width / 2]) {
    for (const y of [-height / 2, height / 2]) {
      for (const z of [-span / 3, (2 * span) / 3]) {
        const corner: Vector = [x, y, risen * z];
        const nearer = dot(axes.back, corner);
        distance = Math.max(
          distance,
          Math.abs(dot(axes.right, corner)) / (half * aspect) + nearer,
          Math.abs(dot(axes.up, corner)) / half + nearer,
        );
      }
    }
  }
  return distance;
}
