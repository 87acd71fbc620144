// The run as the driver sees it: one section per module instance. Everything mutable is in linear memory, so a copy
// of memory is a complete checkpoint for the same module, created with the same sizes.

import { ABI, CathodePicture, Field, Find, Layer, Out, Picture, Status, Param } from "./abi";
import { Section, Tally, createSection, takeBack } from "./section";
import { setFlowSupports } from "./lithium/flow";
import { reserveFilaments } from "./filaments/in-section";
import { startFilaments, startFlaws } from "./filaments/filaments";
import { findFlaw, moveFlaw } from "./filaments/displaced-flaw";
import { eraseFlaw, holdsFlaw } from "./filaments/erased-flaw";
import { hasRoom } from "./filaments/tree";
import { writeFilaments } from "./filaments/outputs";
import { fastestSite, relativeSpeed, siteCount } from "./electrolyte/infiltration";
import { splitOverpotential } from "./interface/overpotential";
import { addKnot } from "./cathode/curve";
import { press as pressCathode } from "./cathode/contact-loss";
import * as cathode from "./cathode/electrode";
import { reserve as reserveCathode } from "./cathode/section";
import { compose as composeCathode } from "./cathode/section-pictures";
import { Flaw } from "./electrolyte/columns";
import { poreAt, removePore, setPore } from "./electrolyte/flaws";
import { addLine, lineAt, removeLine, setLine } from "./electrolyte/grains";
import { addLayer, clearLayers, setLayer } from "./electrolyte/layers";
import { addFlaw, flaw, flawAt, removeFlaw } from "./electrolyte/fracture-properties";
import { balance, lithiumVolume } from "./ledger";
import { impedanceAt, prepareImpedance } from "./interface/impedance";
import { solvePotential } from "./interface/potential";
import { compose } from "./pictures";
import { step } from "./step";
import { MAX_DEFECTS } from "./lithium/parts";
import { cutVoid } from "./lithium/cut";
import { findVoid, reshapeVoid } from "./lithium/reshape";
import { press } from "./lithium/platen";
import { springBack } from "./interface/overshoot";
import { coefficients, observe, operators, start } from "./stages";
import * as counterInterphase from "./interface/counter-interphase";
import * as interphase from "./interface/interphase";
import { drawPore, redraw } from "./electrolyte/microstructure-raster";

let m: Section = changetype<Section>(0);

/** The section of this instance. */
export function runSection(): Section {
  return m;
}

/** Lays out the memory of a section of columns x (lithiumRows + electrolyteRows) cells. */
export function runCreate(columns: i32, lithiumRows: i32, electrolyteRows: i32): void {
  m = createSection(columns, lithiumRows, electrolyteRows);
}

/** Address of the parameter table (f64, Param). */
export function runParams(): usize {
  return changetype<usize>(m.params);
}

/** Address of the property table (f64, four per Prop). */
export function runProperties(): usize {
  return changetype<usize>(m.props);
}

/** Number of the tables (abi.ts) that it was built from. */
export function runAbi(): i32 {
  return ABI;
}

/** Address of the observables of the last step (f64, Out). */
export function runOutputs(): usize {
  return changetype<usize>(m.out);
}

/** Adds a half-elliptic defect at x = at [m] before the start; false when the table is full. */
export function runDefect(at: f64, width: f64, height: f64): bool {
  if (m.lithium.voids.defectCount == MAX_DEFECTS) return false;
  m.lithium.voids.defects[3 * m.lithium.voids.defectCount] = at;
  m.lithium.voids.defects[3 * m.lithium.voids.defectCount + 1] = width;
  m.lithium.voids.defects[3 * m.lithium.voids.defectCount + 2] = height;
  m.lithium.voids.defectCount += 1;
  return true;
}

/** Cuts a half-elliptic void at x = at [m] into the lithium as it is now; the potential follows at once. */
export function runCut(at: f64, width: f64, height: f64): Status {
  cutVoid(m, at, width, height);
  m.tally[Tally.freeVolume] = balance(m);
  return runControl();
}

/** Whether there is a void at x along the interface and y above it [m]: free on the interface, held in the lithium. */
export function runFindVoid(x: f64, y: f64): Find {
  return findVoid(m, x, y);
}

/** Makes the void at (x, y) the half ellipse at x = at of that width and height [m], or lithium where they are zero; the potential
 * follows at once. */
export function runReshape(x: f64, y: f64, at: f64, width: f64, height: f64): Status {
  const open = m.scratch.line();
  for (let i = 0; i < m.nx; i++) open[i] = m.wall.contact.open[i];
  reshapeVoid(m, x, y, at, width, height);
  interphase.closedByHand(m, open);
  m.scratch.free(open);
  m.tally[Tally.freeVolume] = balance(m);
  return runControl();
}

/** Adds a flaw drawn by hand [m], [rad]; false when the table is full. */
export function runFlaw(mouth: f64, depth: f64, length: f64, tilt: f64, width: f64): bool {
  if (m.filaments !== null && !hasRoom(m.filaments!.tree)) return false;
  return addFlaw(m.micro.material, mouth, depth, length, tilt, width);
}

/** Whether there is a flaw with its upper end at x along the interface and y below it, and whether that may go to the depth toY [m]. */
export function runFindFlaw(x: f64, y: f64, toY: f64): Find {
  return m.filaments !== null ? findFlaw(m.filaments!, x, y, toY) : Find.nothing;
}

/** Shifts that flaw to another place [m]; runDrawn afterwards. */
export function runMoveFlaw(x: f64, y: f64, toX: f64, toY: f64): void {
  moveFlaw(m.filaments!, x, y, toX, toY);
}

/** Whether there is a flaw with its upper end at x along the interface and y below it [m], and whether a filament that has grown from
 * it holds it. */
export function runFindErasable(x: f64, y: f64): Find {
  const material = m.micro.material,
    k = flawAt(material, x, y, m.h);
  if (k < 0) return Find.nothing;
  const held =
    m.filaments !== null && holdsFlaw(m.filaments!, flaw(material, k, Flaw.mouth), flaw(material, k, Flaw.depth));
  return held ? Find.held : Find.free;
}

/** Takes that flaw out, with the lithium that was plated into it; runDrawn afterwards. */
export function runEraseFlaw(x: f64, y: f64): void {
  const material = m.micro.material,
    k = flawAt(material, x, y, m.h);
  if (m.filaments !== null) {
    const taken = eraseFlaw(m.filaments!, flaw(material, k, Flaw.mouth), flaw(material, k, Flaw.depth));
    m.tally[Tally.erased] = m.tally[Tally.erased] + taken;
    balance(m);
  }
  removeFlaw(material, k);
}

/** Adds a straight grain boundary drawn by hand [m]; false when the table is full. */
export function runBoundary(x0: f64, y0: f64, x1: f64, y1: f64): bool {
  return addLine(m.micro.material.grains, x0, y0, x1, y1);
}

/** Whether there is a drawn boundary with these ends [m], in either order. */
export function runFindBoundary(x0: f64, y0: f64, x1: f64, y1: f64): Find {
  return lineAt(m.micro.material.grains, x0, y0, x1, y1, m.h) < 0 ? Find.nothing : Find.free;
}

/** Gives that boundary other ends [m]; runDrawn afterwards. */
export function runMoveBoundary(x0: f64, y0: f64, x1: f64, y1: f64, a0: f64, b0: f64, a1: f64, b1: f64): void {
  const grains = m.micro.material.grains;
  setLine(grains, lineAt(grains, x0, y0, x1, y1, m.h), a0, b0, a1, b1);
}

/** Takes that boundary out; runDrawn afterwards. */
export function runEraseBoundary(x0: f64, y0: f64, x1: f64, y1: f64): void {
  const grains = m.micro.material.grains;
  removeLine(grains, lineAt(grains, x0, y0, x1, y1, m.h));
}

/** Whether there is a pore with its centre at x along the interface and y below it [m]. */
export function runFindPore(x: f64, y: f64): Find {
  return poreAt(m.micro.pores, x, y, m.h) < 0 ? Find.nothing : Find.free;
}

/** Puts the centre of that pore elsewhere [m]; runDrawn afterwards. */
export function runMovePore(x: f64, y: f64, toX: f64, toY: f64): void {
  setPore(m.micro.pores, poreAt(m.micro.pores, x, y, m.h), toX, toY);
}

/** Takes that pore out; runDrawn afterwards. */
export function runErasePore(x: f64, y: f64): void {
  removePore(m.micro.pores, poreAt(m.micro.pores, x, y, m.h));
}

/** Adds a round pore drawn by hand [m]; false when the table is full. */
export function runPore(x: f64, y: f64, radius: f64): bool {
  return drawPore(m, x, y, radius);
}

/** What has been drawn into the electrolyte of the run, moved, erased or laid there acts: on its cells, films and filaments, and the potential
 * at once. */
export function runDrawn(): Status {
  redraw(m);
  if (m.filaments !== null) startFlaws(m.filaments!);
  return runTemperature();
}

/** Takes all layers out, for others; runDrawn after these. */
export function runClearLayers(): void {
  clearLayers(m.micro.material.layers);
}

/** Adds a layer below those there are, with the pellet's values; -1 when the table is full. */
export function runLayer(thickness: f64): i32 {
  return addLayer(m.micro.material.layers, thickness);
}

/** Gives layer k a value of its own: ratios over the pellet's, see Layer. */
export function runLayerValue(k: i32, column: Layer, value: f64): void {
  setLayer(m.micro.material.layers, k, column, value);
}

/** Adds a knot to a curve of the cathode, 0 = open-circuit voltage [V], 1 = change of volume [1]; false when its table is full. */
export function runKnot(which: i32, x: f64, value: f64, slope: f64): bool {
  return addKnot(which == 0 ? m.cathode.voltage : m.cathode.volume, x, value, slope);
}

/** Makes room for the section of a cathode of columns x rows cells, the first `margin` rows electrolyte before it; right after
 * runCreate, in runs that have one. */
export function runCathode(columns: i32, rows: i32, margin: i32): void {
  reserveCathode(m, columns, rows, margin);
}

/** Composes a picture of the section of a cathode; returns its address (f32, columns x rows). */
export function runCathodePicture(which: CathodePicture): usize {
  return changetype<usize>(composeCathode(m.cathode.section!, which));
}

/** Address of the potential of the particles of each row of the section of a cathode, against the collector (f64) [V]. */
export function runCathodeElectrons(): usize {
  return changetype<usize>(m.cathode.section!.rows);
}

/** Address of the particle of each cell of the section of a cathode, -1 in the electrolyte (i32). */
export function runCathodeOwners(): usize {
  return changetype<usize>(m.cathode.section!.owner);
}

/** Address of the lithium content of each cell of the section of a cathode (f64). */
export function runCathodeCells(): usize {
  return changetype<usize>(m.cathode.section!.lithium);
}

/** Makes room for filaments; right after runCreate, in runs that have them. */
export function runFilaments(): void {
  reserveFilaments(m);
}

/** Writes the points of every filament, Row.COUNT doubles each; their number. */
export function runFilamentRows(): i32 {
  return m.filaments !== null ? writeFilaments(m) : 0;
}

/** Address of the table of filaments (f64, Row.COUNT a point). */
export function runFilamentTable(): usize {
  return changetype<usize>(m.filamentTable);
}

/** Number of grains. */
export function runGrains(): i32 {
  return m.micro.material.grains.count;
}

/** Address of their seeds (f64: x, y, r of each [m]). */
export function runGrainSeeds(): usize {
  return changetype<usize>(m.micro.material.grains.seeds);
}

/** Number of pores. */
export function runPores(): i32 {
  return m.micro.pores.count;
}

/** Address of the pores (f64: x, y, r of each [m]). */
export function runPoreTable(): usize {
  return changetype<usize>(m.micro.pores.table);
}

/** Number of sites of infiltration, evenly along the interface. */
export function runSites(): i32 {
  return siteCount(m);
}

/** Speed of site k over that of the fastest [1]. */
export function runSiteSpeed(k: i32): f64 {
  return relativeSpeed(m, k);
}

/** State at t = 0 from parameters, properties and defects, with its first potential. */
export function runStart(): Status {
  press(m, m.p(Param.stackPressure));
  coefficients(m);
  start(m);
  m.tally[Tally.initialVolume] = lithiumVolume(m);
  operators(m);
  setFlowSupports(m);
  if (m.filaments !== null) startFilaments(m.filaments!);
  const status = solvePotential(m);
  if (status != Status.ok) return status;
  m.tally[Tally.freeVolume] = balance(m);
  m.put(Out.infiltrationSite, fastestSite(m));
  observe(m);
  return Status.ok;
}

/** Sets the stack pressure [Pa]; runTemperature or runControl afterwards. */
export function runPress(pressure: f64): void {
  springBack(m, m.lithium.platen.pressure, pressure);
  pressCathode(m, m.lithium.platen.pressure, pressure);
  press(m, pressure);
}

/** New current, voltage (parameters already written): the potential follows at once. */
export function runControl(): Status {
  const status = solvePotential(m);
  if (status == Status.ok) observe(m);
  return status;
}

/** New temperature (parameter already written): coefficients follow, then as runControl. */
export function runTemperature(): Status {
  coefficients(m);
  operators(m);
  return runControl();
}

/** Advances one time step of at most Param.room [s]; see Status. */
export function runStep(): Status {
  return step(m);
}

/** Undoes the last step: back to the state before it, potential solved again. */
export function runTakeBack(): void {
  takeBack(m);
  counterInterphase.follow(m);
  solvePotential(m);
  // the parts of the potential as it is now, to rounding
  if (cathode.present(m)) {
    splitOverpotential(m);
    cathode.observe(m);
  }
}

/** Readies the impedance of the present state; false when a solve fails. The run goes on as if it had not been asked. */
export function runImpedance(): bool {
  return prepareImpedance(m);
}

/** Address of the impedance at a frequency [Hz] and of the counter side's in it, real and imaginary parts [Ohm m2]; after
 * runImpedance, until the next step. */
export function runImpedanceAt(frequency: f64): usize {
  return impedanceAt(m, frequency);
}

/** Composes a picture; returns its address (f32, columns x rows). */
export function runPicture(which: Picture): usize {
  compose(m, which);
  return changetype<usize>(m.picture);
}

/** Address of a field (f64). */
export function runField(which: Field): usize {
  switch (which) {
    case Field.phi:
      return changetype<usize>(m.lithium.phi);
    case Field.potential:
      return m.ion.u;
    case Field.gap:
      return changetype<usize>(m.wall.contact.gap);
    case Field.open:
      return changetype<usize>(m.wall.contact.open);
    case Field.interphase:
      return changetype<usize>(m.wall.interphase.thickness);
    case Field.contact:
      return changetype<usize>(m.wall.contact.area);
    case Field.current:
      return changetype<usize>(m.wall.kinetics.current);
    case Field.wallPressure:
      return changetype<usize>(m.wall.law.pressure);
    case Field.sink:
      return changetype<usize>(m.wall.law.sink);
    case Field.kinetics:
      return changetype<usize>(m.wall.kinetics.factor);
    case Field.velocityX:
      return m.flow.ux;
    case Field.velocityY:
      return m.flow.uy;
    case Field.pressure:
      return changetype<usize>(m.lithium.pressure);
    case Field.displacementX:
      return m.elastic.ux;
    case Field.displacementY:
      return m.elastic.uy;
    case Field.cathodeLithium:
      return changetype<usize>(m.cathode.rows.lithium);
    case Field.cathodeCurrent:
      return changetype<usize>(m.cathode.rows.current);
    case Field.cathodeVoltage:
      return changetype<usize>(m.cathode.rows.potential);
    case Field.fluxX:
      return changetype<usize>(m.lithium.fluxX);
    case Field.fluxY:
      return changetype<usize>(m.lithium.fluxY);
    default:
      return changetype<usize>(m.picture);
  }
}
