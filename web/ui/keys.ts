// Keyboard shortcuts and the dialog that lists them. Silent while a person types or drives a control.
import type { Actions } from "../actions";
import type { Store } from "../store";
import { layers } from "../view/layers";
import type { Section } from "../view/section";
import type { Handles } from "./controls";
import { el, part } from "./dom";
import { type Drawing, tools } from "./draw";

interface Shortcut {
  keys: string[];
  label: string;
  does: string;
  run(key: string): void;
}

export function keys(
  store: Store,
  actions: Actions,
  handles: Handles,
  section: Section | null,
  drawing: Drawing,
) {
  const dialog = part<HTMLDialogElement>("shortcuts");
  const zoom = (factor: number) => {
    if (factor === 0) section?.view.home();
    else section?.view.zoom(factor);
    section?.redraw();
  };
  const shortcuts: Shortcut[] = [
    { keys: [" "], label: "Space", does: "Play or pause", run: () => actions.toggle() },
    { keys: ["."], label: ".", does: "One time step", run: () => actions.step() },
    { keys: ["r"], label: "R", does: "Start again", run: () => actions.reset() },
    {
      keys: layers.map((_, i) => String(i + 1)),
      label: `1 … ${layers.length}`,
      does: "Choose a layer",
      run: (key) => store.set({ layer: layers[Number(key) - 1]!.field }),
    },
    { keys: ["k"], label: "K", does: "More current", run: () => handles.current.nudge(1) },
    { keys: ["j"], label: "J", does: "Less current", run: () => handles.current.nudge(-1) },
    { keys: ["p"], label: "P", does: "More pressure", run: () => handles.pressure.nudge(1) },
    { keys: ["o"], label: "O", does: "Less pressure", run: () => handles.pressure.nudge(-1) },
    { keys: ["t"], label: "T", does: "Warmer", run: () => handles.temperature.nudge(1) },
    { keys: ["g"], label: "G", does: "Colder", run: () => handles.temperature.nudge(-1) },
    { keys: ["s"], label: "S", does: "Strip", run: () => handles.direction.choose("strip") },
    { keys: ["l"], label: "L", does: "Plate", run: () => handles.direction.choose("plate") },
    { keys: ["e"], label: "E", does: "Rest", run: () => handles.direction.choose("rest") },
    { keys: ["+", "="], label: "+", does: "Magnify", run: () => zoom(1.5) },
    { keys: ["-"], label: "−", does: "Reduce", run: () => zoom(1 / 1.5) },
    { keys: ["0"], label: "0", does: "Back to the first view", run: () => zoom(0) },
    ...tools.map(({ tool, label, key }) => ({
      keys: [key],
      label: key.toUpperCase(),
      does: tool === "erase" ? "Erase what is drawn" : `Draw a ${label.toLowerCase()}`,
      run: () => drawing.choose(tool),
    })),
    {
      keys: ["u"],
      label: "U, Ctrl Z",
      does: "Take back the last stroke",
      run: () => void drawing.undo(),
    },
    { keys: ["?"], label: "?", does: "This list", run: () => open() },
  ];
  const inPlace: [string, string][] = [
    ["Arrow keys on the picture", "Move the probe by a cell; with Shift by eight"],
    ["Arrow keys on a chart", "Move the cursor by a time step; with Shift by ten"],
    ["Arrow keys, drawing", "Move the hand; Enter sets one end, then the other"],
    ["Escape", "Leave the stroke, the tool, the probe; close this list"],
  ];

  const letters = el("input", { type: "checkbox", id: "letters", checked: !muted() });
  letters.onchange = () => mute(!letters.checked);
  const close = el("button", { type: "button", class: "primary" }, "Close");
  close.onclick = () => dialog.close();
  const line = (label: string, does: string) =>
    el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, label)), el("td", {}, does));
  dialog.append(
    el("h2", { id: "shortcuts-title", tabindex: -1, autofocus: true }, "Keyboard shortcuts"),
    el(
      "table",
      {},
      el(
        "tbody",
        {},
        ...shortcuts.map(({ label, does }) => line(label, does)),
        ...inPlace.map((p) => line(...p)),
      ),
    ),
    el("label", { class: "switch" }, letters, "Keys work everywhere on the page"),
    close,
  );
  const open = () => {
    if (!dialog.open) dialog.showModal();
  };
  part("help").onclick = open;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || dialog.open || muted()) return;
    const target = event.target as HTMLElement;
    if (target.closest("input:not([type=radio]), select, textarea")) return;
    if (event.key === " " && target.closest("button, a, [type=radio]")) return;
    const found = shortcuts.find((shortcut) => shortcut.keys.includes(event.key.toLowerCase()));
    if (!found) return;
    event.preventDefault();
    found.run(event.key);
  });
}

/** Single keys can get in the way of speech input and of screen readers; the choice is remembered. */
const memory = "voidscope.keys";
function muted(): boolean {
  try {
    return localStorage.getItem(memory) === "off";
  } catch {
    return false;
  }
}
function mute(off: boolean) {
  try {
    localStorage.setItem(memory, off ? "off" : "on");
  } catch {
    // A browser that stores nothing keeps the keys on.
  }
}
