// Pairs of runs that say more side by side than one after the other. In each all is the same but for one thing.
import type { ControlName } from "./scenario";

export interface Pair {
  /** as in an address, "pair=pressure" */
  name: string;
  title: string;
  /** Names in the gallery, what is changed in them ("path=value"), and what a picture of them is called. */
  a: { name: string; set?: readonly string[]; label: string };
  b: { name: string; set?: readonly string[]; label: string };
  /** What tells them apart, if a hand can move it while they run: each keeps its own. */
  control?: ControlName;
  /** What to look at, one sentence. */
  says: string;
}

export const PAIRS: readonly Pair[] = [
  {
    name: "pressure",
    title: "3 MPa | 7 MPa",
    a: { name: "strip-3mpa", label: "3 MPa" },
    b: { name: "strip-7mpa", label: "7 MPa" },
    control: "pressure",
    says: "The same current, 1 mA/cm2: at 3 MPa voids take most of the contact, at 7 MPa it stays whole.",
  },
  {
    name: "temperature",
    title: "-10 °C | 60 °C",
    a: { name: "cold", label: "-10 °C" },
    b: { name: "hot", label: "60 °C" },
    control: "temperature",
    says: "The same current, 0.5 mA/cm2: cold lithium cannot follow it, warm lithium does.",
  },
  {
    name: "roughness",
    title: "Rough | smooth",
    a: { name: "rough", label: "rough" },
    b: { name: "smooth", set: ["interface.kineticsAmplitude=0"], label: "smooth" },
    says: "The same current, 0.2 mA/cm2: an uneven interface loses contact where an even one loses none.",
  },
  {
    name: "density",
    title: "85 % | 99 % dense",
    a: { name: "dense-pellet", set: ["electrolyte.density=0.85"], label: "85 % dense" },
    b: { name: "dense-pellet", label: "99 % dense" },
    says: "The same current, 3 mA/cm2: the larger flaws of the less dense pellet let filaments through.",
  },
  {
    name: "uptake",
    title: "Without | with a layer that eats lithium",
    a: {
      name: "multilayer",
      set: ["electrolyte.layers[1].lithiumConsumption=0"],
      label: "without uptake",
    },
    b: { name: "multilayer", label: "with uptake" },
    says: "The same current, 2 mA/cm2: where the layer takes lithium up, the filament does not get through in time.",
  },
];
