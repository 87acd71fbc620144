// The section as sharp as this browser can show it: at once without the graphics card, then with it (sharp-section.ts).
import type { Store } from "../store";
import { FlatSection } from "./flat-section";
import type { Picture } from "./picture";

const without =
  "This browser offers no WebGL2, so the picture is drawn without the graphics card: a little coarser, all else works.";

/** Adds the section to the picture, below all else; what it returns loads the sharper one. */
export function addSection(
  picture: Picture,
  canvas: HTMLCanvasElement,
  sheets: HTMLElement,
  store: Store,
): () => void {
  const flat = new FlatSection(sheets);
  picture.add(flat);
  return () => {
    import("./sharp-section")
      .then(({ sharpen }) => sharpen(picture, canvas, flat, store))
      .catch(() => {
        // said once there is a run, whose opening clears messages
        const stop = store.watch(["run"], ({ run }) => {
          if (!run) return;
          store.set({ message: { kind: "note", text: without } });
          queueMicrotask(() => stop());
        });
      });
  };
}
