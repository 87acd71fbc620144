// The keys that work everywhere on the page. Silent while a person types or drives a control, and where a part of the page
// has used the key itself.
import type { Actions } from "./actions";
import { hasModifier } from "./arrow-keys";
import { drawingTools } from "./canvas/drawing-tools";
import type { Conditions } from "./panels/conditions";
import { Setting } from "./setting";
import type { Store } from "./store";
import type { Camera } from "./view/camera";
import { layers } from "./view/layers";
import type { ToolName } from "./view/shapes";

export interface Shortcut {
  keys: string[];
  label: string;
  does: string;
  run(key: string): void;
}

/** Drawing, which is loaded when it is asked for. */
export interface DrawingDoor {
  /** Takes up a tool and shows where its hand is; null: lays it down. */
  choose(name: ToolName | null): void;
  undo(): void;
}

/** What keys act on. */
export interface Keyed {
  store: Store;
  actions: Actions;
  conditions: Conditions;
  camera: Camera;
  drawing: DrawingDoor;
  /** gives up the stroke, else the tool in hand */
  cancel(): boolean;
  /** shows the list of shortcuts */
  help(): void;
  /** for a room, and back */
  present(): void;
  /** the section as a relief, and back */
  relief(): void;
}

/** Magnification by a key. */
const step = 1.5;

export function shortcutsOf(page: Keyed): Shortcut[] {
  const { store, actions, conditions, camera, drawing } = page;
  const { current, pressure, temperature } = conditions;
  return [
    { keys: [" "], label: "Space", does: "Play or pause", run: () => actions.toggle() },
    { keys: ["."], label: ".", does: "One time step", run: () => actions.step() },
    { keys: ["r"], label: "R", does: "Start again", run: () => actions.reset() },
    {
      keys: layers.map((_, i) => String(i + 1)),
      label: `1 … ${layers.length}`,
      does: "Choose a layer",
      run: (key) => store.set({ layer: layers[Number(key) - 1]!.field }),
    },
    { keys: ["k"], label: "K", does: "More current", run: () => current.nudge(1) },
    { keys: ["j"], label: "J", does: "Less current", run: () => current.nudge(-1) },
    { keys: ["m"], label: "M", does: "More pressure", run: () => pressure.nudge(1) },
    { keys: ["n"], label: "N", does: "Less pressure", run: () => pressure.nudge(-1) },
    { keys: ["t"], label: "T", does: "Warmer", run: () => temperature.nudge(1) },
    { keys: ["g"], label: "G", does: "Colder", run: () => temperature.nudge(-1) },
    { keys: ["s"], label: "S", does: "Strip", run: () => conditions.choose("strip") },
    { keys: ["l"], label: "L", does: "Plate", run: () => conditions.choose("plate") },
    { keys: ["e"], label: "E", does: "Rest", run: () => conditions.choose("rest") },
    { keys: ["+", "="], label: "+", does: "Magnify", run: () => camera.zoom(step) },
    { keys: ["-"], label: "−", does: "Reduce", run: () => camera.zoom(1 / step) },
    { keys: ["0"], label: "0", does: "Back to the first view", run: () => camera.home() },
    ...drawingTools.map(({ name, key, does }) => ({
      keys: [key],
      label: key.toUpperCase(),
      does,
      run: () => drawing.choose(name),
    })),
    {
      keys: ["u"],
      label: "U, Ctrl Z",
      does: "Take back the last stroke",
      run: () => drawing.undo(),
    },
    { keys: ["d"], label: "D", does: "Relief, and back", run: () => page.relief() },
    { keys: ["p"], label: "P", does: "For a projector, and back", run: () => page.present() },
    { keys: ["?"], label: "?", does: "This list", run: () => page.help() },
  ];
}

export function listen(page: Keyed, shortcuts: readonly Shortcut[]) {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || target.closest("dialog")) return;
    if (target.closest("input:not([type=radio]), select, textarea")) return;
    if (takesBack(event, page) || presses(event, shortcuts)) event.preventDefault();
  });
}

/** Escape and Ctrl Z work whether single keys do or not. */
function takesBack(event: KeyboardEvent, page: Keyed): boolean {
  const { store, drawing, cancel } = page;
  if (event.key === "Escape") {
    if (store.value.tool !== null) return cancel();
    if (store.value.presenting) page.present();
    return store.value.presenting;
  }
  const undoes = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
  if (!undoes || event.shiftKey || !store.value.undoable) return false;
  drawing.undo();
  return true;
}

function presses(event: KeyboardEvent, shortcuts: readonly Shortcut[]): boolean {
  if (hasModifier(event) || !singleKeys.on) return false;
  if (event.key === " " && (event.target as HTMLElement).closest("button, a, [type=radio]")) {
    return false;
  }
  const found = shortcuts.find(({ keys }) => keys.includes(event.key.toLowerCase()));
  found?.run(event.key);
  return found !== undefined;
}

/** Single keys can get in the way of speech input and of screen readers. */
export const singleKeys = new Setting("keys", true);
