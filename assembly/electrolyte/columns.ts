// Columns of the tables of flaws and of their forecast, for the kernel and for those who read its memory.

/** A flaw of the electrolyte, SI. */
export enum Flaw {
  /** x of its upper end. */
  mouth,
  /** Depth of its upper end; 0 = open to the interface. */
  depth,
  /** Length a along its axis. */
  length,
  /** Angle of its axis from +y towards +x [rad]. */
  tilt,
  /** Width of its mouth w0, through which lithium can creep back. */
  width,
  COUNT,
}

/** A flaw or tip in the table of the forecast, SI. */
export enum Site {
  x,
  /** Tip. */
  tipX,
  tipY,
  length,
  tilt,
  /** Stress across it that is there without flaws [Pa]. */
  across,
  /** Pressure it begins with [Pa]. */
  pressure,
  /** Width of its mouth [m]. */
  mouth,
  /** Potential at its crack faces over that at the contact; 0 when no metal reaches the mouth. */
  shape,
  /** cos^2(t/2) / K_c in the best direction [1/(Pa m^0.5)]. */
  ease,
  /** Opening traction [Pa] and K / K_c as it fills, at last those at rest; the largest K / K_c on the way. */
  traction,
  ratio,
  drive,
  COUNT,
}
