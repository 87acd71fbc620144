// The section as sharp as this browser can show it: at once without the graphics card, then with it, and without it again
// when it is taken away.
import type { Store } from "../store";
import { FlatSection } from "./flat-section";
import type { Picture } from "./picture";

const without =
  "This browser offers no WebGL2, so the picture is drawn without the graphics card: a little coarser, all else works.";
const lost =
  "The graphics card has been taken away from the page; until it is back the picture is drawn without it.";

/** Adds the section to the picture, below all else; what it returns loads the sharper one. */
export function addSection(
  picture: Picture,
  canvas: HTMLCanvasElement,
  sheets: HTMLElement,
  store: Store,
): () => void {
  const flat = new FlatSection(sheets);
  picture.add(flat);
  const note = (text: string | null) => {
    const shown = store.value.message;
    if (text) store.set({ message: { kind: "note", text } });
    else if (shown?.text === lost) store.set({ message: null });
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    flat.hidden = false;
    note(lost);
  });
  canvas.addEventListener("webglcontextrestored", () => {
    flat.hidden = true;
    note(null);
  });
  return () => {
    import("./section-layer").then(
      ({ SectionLayer }) => {
        try {
          picture.add(new SectionLayer(canvas, () => still.matches));
        } catch {
          // said once there is a run, whose opening clears messages
          const stop = store.watch(["run"], ({ run }) => {
            if (!run) return;
            note(without);
            queueMicrotask(() => stop());
          });
          return;
        }
        flat.hidden = true;
        store.set({ relief: false });
      },
      () => note(without),
    );
  };
}
