// RunSpec -> the kernel's parameter and property tables, and the first state.

import type { Property, RunSpec } from "../core/runspec";
import { Kernel, Layer, Param, Prop, type Status, type WasmBytes } from "./kernel";
import type { Upgrade } from "./threads";

const constant = (value: number): Property => ({
  value,
  law: "constant",
  activationEnergy: 0,
  reference: 298.15,
});

/** Writes everything the kernel needs to know about the run. */
export function configure(kernel: Kernel, spec: RunSpec): void {
  const { lithium: li, electrolyte: se, interface: face, physics, numerics } = spec;
  const properties: [Prop, Property][] = [
    [Prop.ionicConductivity, se.ionicConductivity],
    [Prop.electronicConductivity, se.electronicConductivity],
    [Prop.chargeTransfer, se.chargeTransferResistance],
    [Prop.seiResistance, se.seiResistance],
    [Prop.seiGrowth, se.seiGrowth],
    [Prop.seiThicknessPerCharge, se.seiThicknessPerCharge],
    [Prop.seiConductivity, se.seiConductivity],
    // Negative: the kernel takes the pristine working interface at the temperature of the moment.
    [Prop.counterResistance, constant(face.counterResistance ?? -1)],
    [Prop.seYoungs, se.youngsModulus],
    [Prop.sePoisson, se.poissonRatio],
    [Prop.toughness, se.fractureToughness],
    [Prop.molarVolume, li.molarVolume],
    [Prop.lithiumShear, li.shearModulus],
    [Prop.creepRate, li.creepRate],
    [Prop.creepStress, li.creepStress],
    [Prop.creepExponent, li.creepExponent],
    [Prop.diffusionalCreep, li.diffusionalCreep],
    [Prop.selfDiffusivity, li.selfDiffusivity],
    [Prop.burgers, li.burgersVector],
    [Prop.surfaceEnergy, li.surfaceEnergy],
    [Prop.boundaryToughness, spec.microstructure.grains.boundaryToughness],
  ];
  for (const [slot, value] of properties) kernel.setProperty(slot, value);

  const flag = (on: boolean) => (on ? 1 : 0);
  const params: [Param, number][] = [
    [Param.cellSize, spec.grid.h],
    [Param.pelletRest, Math.max(0, spec.cell.pellet - spec.cell.electrolyte)],
    [Param.temperature, spec.temperature],
    [Param.stackPressure, spec.stackPressure],
    [Param.voltageControl, 0],
    [Param.current, 0],
    [Param.voltage, 0],
    [Param.seed, spec.seed],
    [Param.siteSpacing, face.siteSpacing],
    [Param.sinkAmplitude, face.sinkAmplitude],
    [Param.kineticsAmplitude, face.kineticsAmplitude],
    [Param.correlation, face.correlation],
    [Param.vacancySinks, flag(physics.vacancySinks)],
    [Param.powerLawCreep, flag(physics.powerLawCreep)],
    [Param.healing, flag(physics.healing)],
    [Param.seiGrowth, flag(physics.seiGrowth)],
    [Param.stressPotential, flag(physics.stressPotential)],
    [Param.taylor, physics.taylor],
    [Param.gapScale, physics.gapScale],
    [Param.openingGap, physics.openingGap],
    [Param.transportLength, physics.transportLength],
    [Param.nucleationPreference, physics.nucleationPreference],
    [Param.siteStrength, physics.siteStrength],
    [Param.filmSpeed, physics.filmSpeed],
    [Param.bulkRatio, physics.bulkRatio],
    [Param.adhesion, physics.adhesion],
    [Param.creepKinetics, physics.creepKinetics],
    [Param.coverage, physics.coverage],
    [Param.unrecovered, physics.unrecovered],
    [Param.pressureContact, flag(physics.pressureContact)],
    [Param.contactPressure, physics.contactPressure],
    [Param.contactExponent, physics.contactExponent],
    [Param.tolerance, numerics.tolerance],
    [Param.maxTimeStep, numerics.maxTimeStep],
    [Param.room, 0],
    [Param.reservoir, spec.cell.reservoir],
    [Param.stackStiffness, spec.stackStiffness],
    [Param.frameSpeed, 0],
    ...microstructure(spec),
    [Param.leakage, flag(physics.leakage)],
    [Param.nucleationThreshold, physics.nucleationThreshold],
    [Param.infiltration, flag(physics.infiltration)],
    [Param.surfaceMobility, physics.surfaceMobility],
    [Param.contactAngle, physics.contactAngle],
    [Param.surfaceRange, physics.surfaceRange],
    [Param.capillarity, flag(physics.capillarity)],
    [Param.hardeningLength, physics.hardeningLength],
    [Param.stickingWall, flag(physics.stickingWall)],
    [Param.filamentFollowing, physics.filamentFollowing],
    [Param.filamentBranching, physics.filamentBranching],
    [Param.shortWidth, physics.shortWidth],
    [Param.cellArea, physics.cellArea],
    [Param.shortFuses, flag(physics.shortFuses)],
  ];
  for (const [slot, value] of params) kernel.setParam(slot, value);
  for (const d of spec.interface.defects) kernel.exports.runDefect(d.at, d.width, d.height);
  draw(kernel, spec.microstructure);
}

function microstructure({ microstructure: se }: RunSpec): [Param, number][] {
  return [
    [Param.electrolyteDepth, se.depth],
    [Param.density, se.density],
    [Param.grainSize, se.grains.size],
    [Param.grainSpread, se.grains.spread],
    [Param.boundaryResistance, se.grains.boundaryResistance],
    [Param.boundaryElectronic, se.grains.electronicResistance],
    [Param.flawSpacing, se.flaws.spacing],
    [Param.flawMedian, se.flaws.median],
    [Param.flawSpread, se.flaws.spread],
    [Param.flawTilt, se.flaws.tilt],
    [Param.flawMouth, se.flaws.mouth],
    [Param.flawInside, se.flaws.insideSpacing],
    [Param.roughness, se.roughness],
    [Param.pores, se.pores.on ? 1 : 0],
    [Param.poreSize, se.pores.diameter],
  ];
}

/** Hands over what is drawn by hand, and the layers. */
function draw({ exports: k }: Kernel, se: RunSpec["microstructure"]): void {
  const { flaws, grains, layers, pores } = se;
  for (const f of flaws.list) k.runFlaw(f.at, f.depth, f.length, f.tilt, flaws.mouth);
  for (const b of grains.list) k.runBoundary(b.from, b.fromDepth, b.to, b.toDepth);
  for (const p of pores.list) k.runPore(p.at, p.depth, p.diameter / 2);
  for (const one of layers) {
    const at = k.runLayer(one.thickness);
    k.runLayerValue(at, Layer.ionic, one.ionicConductivity);
    k.runLayerValue(at, Layer.electronic, one.electronicConductivity);
    k.runLayerValue(at, Layer.youngs, one.youngsModulus);
    k.runLayerValue(at, Layer.toughness, one.fractureToughness);
    k.runLayerValue(at, Layer.boundaryToughness, one.grainBoundaryToughness);
    if (one.poissonRatio !== undefined) k.runLayerValue(at, Layer.poisson, one.poissonRatio);
    k.runLayerValue(at, Layer.consumption, one.lithiumConsumption);
    k.runLayerValue(at, Layer.reaction, one.lithiumReaction);
  }
}

/** A kernel with the run's state at t = 0, and how its first potential went. */
export async function layOut(
  spec: RunSpec,
  wasm: WasmBytes,
  upgrade?: Upgrade,
): Promise<{ kernel: Kernel; status: Status }> {
  const kernel = await Kernel.load(wasm, spec.grid, spec.physics.filaments, upgrade);
  configure(kernel, spec);
  return { kernel, status: kernel.exports.runStart() };
}
