// RunSpec -> the kernel's parameter and property tables, and the first state. What is written stands in core/tables.

import type { Drawn } from "../core/drawn";
import type { ElectrolyteLayer, Microstructure, RunSpec } from "../core/runspec";
import { LAYER_COLUMNS } from "../core/tables/electrolyte";
import { PARAMETERS } from "../core/tables/parameters";
import { PROPERTIES } from "../core/tables/properties";
import { Kernel, Layer, Param, Prop, type Status } from "./kernel";
import type { WasmBytes } from "./module";
import type { Upgrade } from "./threads";

type ParamName = Exclude<keyof typeof Param, "COUNT">;
type PropName = Exclude<keyof typeof Prop, "COUNT">;

/** Writes everything the kernel needs to know about the run. */
export function configure(kernel: Kernel, spec: RunSpec): void {
  for (const { name, of } of PROPERTIES) kernel.setProperty(Prop[name as PropName], of(spec));
  for (const { name, of } of PARAMETERS) kernel.setParam(Param[name as ParamName], of(spec));
  for (const d of spec.interface.defects) kernel.exports.runDefect(d.at, d.width, d.height);
  lay(kernel, spec.microstructure);
  const { openCircuitVoltage = [], volumeChange = [] } = spec.cathode ?? {};
  for (const [which, knots] of [openCircuitVoltage, volumeChange].entries())
    for (const [x, value, slope] of knots) kernel.exports.runKnot(which, x, value, slope);
}

type Electrolytic = Exclude<Drawn, { path: "interface.defects" }>;

/** Adds one thing that is drawn in the electrolyte; false when there is no room for it. */
export function draw({ exports: k }: Kernel, drawn: Electrolytic, { mouth }: { mouth: number }) {
  switch (drawn.path) {
    case "electrolyte.flaws.list": {
      const { at, depth, length, tilt } = drawn.value;
      return k.runFlaw(at, depth, length, tilt, mouth) !== 0;
    }
    case "electrolyte.grains.list": {
      const { from, fromDepth, to, toDepth } = drawn.value;
      return k.runBoundary(from, fromDepth, to, toDepth) !== 0;
    }
    case "electrolyte.pores.list": {
      const { at, depth, diameter } = drawn.value;
      return k.runPore(at, depth, diameter / 2) !== 0;
    }
  }
}

/** Hands over what is drawn by hand, and the layers. */
function lay(kernel: Kernel, { flaws, grains, layers, pores }: Microstructure): void {
  for (const value of flaws.list) draw(kernel, { path: "electrolyte.flaws.list", value }, flaws);
  for (const value of grains.list) draw(kernel, { path: "electrolyte.grains.list", value }, flaws);
  for (const value of pores.list) draw(kernel, { path: "electrolyte.pores.list", value }, flaws);
  layLayers(kernel, layers);
}

/** Adds layers below those there are. */
export function layLayers({ exports: k }: Kernel, layers: readonly ElectrolyteLayer[]): void {
  for (const layer of layers) {
    const at = k.runLayer(layer.thickness);
    for (const { key, column } of LAYER_COLUMNS) {
      const value = layer[key];
      if (value !== undefined)
        k.runLayerValue(at, Layer[column as keyof typeof Layer], Number(value));
    }
  }
}

/** A kernel with the run's state at t = 0, and how its first potential went. */
export async function layOut(
  spec: RunSpec,
  wasm: WasmBytes,
  upgrade?: Upgrade,
): Promise<{ kernel: Kernel; status: Status }> {
  const kernel = await Kernel.load(wasm, spec, upgrade);
  configure(kernel, spec);
  return { kernel, status: kernel.exports.runStart() };
}
