// Layers that a hand lays in the electrolyte, by what they are for, and how one that is there is called.

/** A layer as a scenario writes it. */
export interface WrittenLayer {
  thickness: string;
  lithiumConsumption?: number;
  coating?: boolean;
  fractureToughness?: string;
  [entry: string]: unknown;
}

export interface LayerKind {
  name: "eats" | "coating" | "tough" | "plain";
  label: string;
  /** what it does, one sentence */
  about: string;
  entries: Omit<WrittenLayer, "thickness">;
  /** the switch without which it does nothing */
  needs?: "filaments" | "interphaseGrowth";
}

export const layerKinds: readonly LayerKind[] = [
  {
    name: "eats",
    label: "Takes lithium up",
    about:
      "Takes up a volume of lithium for each of its own from the filaments in it; illustrative.",
    entries: { lithiumConsumption: 1 },
    needs: "filaments",
  },
  {
    name: "tough",
    label: "Tough",
    about: "Cracks at 1\u202fMPa·√m, three times as tough as argyrodite; an assumption.",
    entries: { fractureToughness: "1 MPa.m^0.5" },
    needs: "filaments",
  },
  {
    name: "coating",
    label: "Coating",
    about:
      "Lets ions through at 10⁻⁶ and electrons at 10⁻¹⁴\u202fS/cm, so that the interphase below it hardly grows; it counts from the interface down.",
    entries: {
      ionicConductivity: "1e-6 S/cm",
      electronicConductivity: "1e-14 S/cm",
      coating: true,
    },
    needs: "interphaseGrowth",
  },
  {
    name: "plain",
    label: "Spacer",
    about: "As the electrolyte: it holds other layers off the interface.",
    entries: {},
  },
];

export function kindOf(layer: WrittenLayer): LayerKind["name"] {
  if ((layer.lithiumConsumption ?? 0) > 0) return "eats";
  if (layer.coating) return "coating";
  return layer.fractureToughness === undefined ? "plain" : "tough";
}
