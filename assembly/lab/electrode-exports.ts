// The cathode of a run apart from its section, and a particle in any number of shells.
import { advance, openCircuit, polarise } from "../cathode/electrode";
import { impedanceAt } from "../cathode/impedance";
import { addCurrent, createSphere, halfShell, prepareSphere, relax, Sphere } from "../cathode/sphere";
import { create } from "../memory/arena";
import { Doubles, doubles } from "../memory/fields";
import { Complex } from "../numerics/complex";
import { runSection } from "../run";
import { Tally } from "../section";

/** Advances the cathode by `steps` steps of dt [s] at current density i [A/m2], positive discharges; returns its lithium content. */
export function electrodeAdvance(i: f64, dt: f64, steps: i32): f64 {
  const m = runSection();
  m.tally[Tally.control] = i;
  for (let k = 0; k < steps; k++) advance(m, dt);
  return m.cathode.state.lithium;
}
/** Open-circuit voltage less what the cathode takes at current density i [A/m2]; the slope of the latter stays. */
export function electrodeVoltage(i: f64): f64 {
  const m = runSection();
  return openCircuit(m) - polarise(m, i);
}
/** Slope of what it took then over the current [Ohm m2]. */
export function electrodeSlope(): f64 {
  return runSection().cathode.eta.slope;
}
let found: Complex | null = null;
/** Impedance of the cathode at that frequency [Hz] about current density i [A/m2]; real part, or with `turned` the imaginary one. */
export function electrodeImpedance(frequency: f64, i: f64, turned: bool): f64 {
  const m = runSection();
  if (found === null) found = create<Complex>();
  m.tally[Tally.control] = i;
  polarise(m, i);
  impedanceAt(m, frequency, found!);
  return turned ? found!.im : found!.re;
}


@unmanaged
class Grain {
  sphere: Sphere;
  x: Doubles;
}

export function sphereCreate(shells: i32, radius: f64, diffusivity: f64, density: f64): usize {
  const g = create<Grain>(),
    s = (g.sphere = createSphere(shells));
  s.radius = radius;
  s.diffusivity = diffusivity;
  s.density = density;
  g.x = doubles<Doubles>(shells);
  return changetype<usize>(g);
}
/** Steps of dt [s] at current density j [A/m2] from no lithium; returns surface less mean lithium content. */
export function sphereRun(handle: usize, j: f64, dt: f64, steps: i32): f64 {
  const g = changetype<Grain>(handle),
    s = g.sphere;
  let mean = 0.0;
  for (let k = 0; k < s.count; k++) g.x[k] = 0.0;
  prepareSphere(s, dt);
  for (let k = 0; k < steps; k++) {
    relax(s, g.x, 0);
    mean = addCurrent(s, g.x, 0, j);
  }
  return g.x[s.count - 1] - halfShell(s) * j - mean;
}
