// The section with the graphics card, and without it again when it is taken away.
import type { Store } from "../store";
import type { FlatSection } from "./flat-section";
import type { Picture } from "./picture";
import { SectionLayer } from "./section-layer";

const lost =
  "The graphics card has been taken away from the page; until it is back the picture is drawn without it.";

/** In place of `flat`, which stands in for it. Throws without WebGL2. */
export function sharpen(
  picture: Picture,
  canvas: HTMLCanvasElement,
  flat: FlatSection,
  store: Store,
) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  picture.add(new SectionLayer(canvas, () => still.matches));
  flat.hidden = true;
  store.set({ relief: false });
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    flat.hidden = false;
    store.set({ message: { kind: "note", text: lost } });
  });
  canvas.addEventListener("webglcontextrestored", () => {
    flat.hidden = true;
    if (store.value.message?.text === lost) store.set({ message: null });
  });
}
