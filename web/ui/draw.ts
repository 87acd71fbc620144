// Drawing in the electrolyte by pointer or keyboard: flaws, grain boundaries, pores. Each stroke changes the scenario, so
// the run starts again from it.
import type { Actions } from "../actions";
import { Edits, type Outcome } from "../drawing-history";
import type { Store } from "../store";
import type { Section } from "../view/section";
import {
  type Drawn,
  distance,
  entryOf,
  label,
  nearest,
  type Point,
  placeWords,
  sentence,
  snapped,
  type Tool,
} from "../view/stroke";
import { el, part, say } from "./dom";

export const tools: { tool: Tool; label: string; key: string; about: string }[] = [
  {
    tool: "flaw",
    label: "Flaw",
    key: "f",
    about: "A thin crack; from the interface down it is open to the lithium.",
  },
  {
    tool: "boundary",
    label: "Boundary",
    key: "b",
    about: "A grain boundary, along which filaments crack on more easily.",
  },
  {
    tool: "pore",
    label: "Pore",
    key: "h",
    about: "A round hole that conducts nothing, drawn from its centre.",
  },
  {
    tool: "erase",
    label: "Erase",
    key: "x",
    about: "Takes away the nearest line or circle drawn by hand.",
  },
];

/** [px] Ends this near to the interface or to an end of a boundary are on it; strokes this short are none. */
const reach = 9;
const shortest = 5;

const started =
  "Filaments are on now (Assumptions): plating presses lithium into flaws and cracks them on.";

export function draw(store: Store, actions: Actions, section: Section | null) {
  const canvas = part<HTMLCanvasElement>("section");
  const button = part<HTMLButtonElement>("draw");
  const bar = part("drawing");
  const beside = part("beside");
  const about = el("p", {});
  const undoButton = el("button", { type: "button", class: "quiet" }, "Undo");
  const inputs = tools.map(({ tool, key }) =>
    el("input", { type: "radio", name: "tool", value: tool, "aria-keyshortcuts": key }),
  );
  bar.append(
    el(
      "fieldset",
      { class: "layers" },
      el("legend", { class: "unseen" }, "Draw"),
      ...tools.map(({ label: name, about: title }, i) =>
        el("label", { title }, inputs[i]!, el("span", {}, name)),
      ),
    ),
    undoButton,
    about,
  );

  /** Where the hand was last. */
  let hand: Point | null = null;
  let spoken: ReturnType<typeof setTimeout> | undefined;
  /** The pointer that draws. */
  let pointer: number | null = null;
  const edits = new Edits(
    () => store.value.run,
    (assignments) => actions.change(assignments),
  );

  function choose(tool: Tool | null) {
    pointer = null;
    hand = place();
    store.set({ tool, sketch: tool && hand && { tool, from: null, to: hand } });
    if (tool) canvas.focus({ preventScroll: true });
  }

  /** Where the hand was, or in the middle of what is seen. */
  function place(): Point | null {
    const { frame } = store.value;
    if (!frame || !section) return null;
    // Another scenario may be smaller.
    if (hand) return snapped(hand, 0, size(), []);
    const { left, top, width, height } = section.view;
    const below = Math.max(0, Math.round(top + height / 2) - frame.lithiumRows);
    const seen = frame.lithiumRows >= top;
    const column = Math.round(left + width / 2);
    return { x: column * frame.h, depth: seen ? 0 : below * frame.h };
  }

  // From the picture to the electrolyte.
  /** [m] per pixel */
  const pixel = () => (section!.view.width / canvas.clientWidth) * store.value.frame!.h;
  const size = () => {
    const { columns, electrolyteRows, h } = store.value.frame!;
    return { width: columns * h, height: electrolyteRows * h };
  };
  function under(event: PointerEvent): Point {
    const box = canvas.getBoundingClientRect();
    const { left, top, width, height } = section!.view;
    const { h, lithiumRows } = store.value.frame!;
    const column = left + ((event.clientX - box.left) / box.width) * width;
    const row = top + ((event.clientY - box.top) / box.height) * height;
    return { x: column * h, depth: (row - lithiumRows) * h };
  }
  function snap(point: Point): Point {
    const { run, tool } = store.value;
    const joins = tool === "boundary" ? (run?.grains ?? []) : [];
    return snapped(point, reach * pixel(), size(), joins);
  }
  /** Presses in the lithium or beside the section are left to move the picture. */
  const hits = (point: Point) => distance(point, snap(point)) < reach * pixel() * 1.5;

  // Strokes.
  function reachFor(point: Point) {
    const { tool, sketch } = store.value;
    if (!tool) return;
    hand = point;
    store.set({ sketch: { tool, from: sketch?.from ?? null, to: point } });
  }
  function begin(from: Point) {
    const { tool } = store.value;
    if (tool) store.set({ sketch: { tool, from, to: from } });
  }
  function cancel() {
    const { sketch } = store.value;
    if (sketch) store.set({ sketch: { ...sketch, from: null } });
  }
  /** Strokes not longer than `least` [m] are none. */
  function finish(least: number) {
    const { sketch } = store.value;
    if (!sketch?.from) return;
    const { tool, from, to } = sketch;
    cancel();
    const pick = (run: Drawn) => nearest(run, to);
    if (tool === "erase") void take(edits.erase(pick), "Erased.");
    else if (distance(from, to) > least) {
      void take(edits.add(tool, entryOf(tool, from, to)), `${sentence(tool, from, to)}.`);
    } else tell("Nothing drawn: both ends are in the same place.");
  }

  async function take(outcome: Promise<Outcome>, done: string) {
    const how = await outcome;
    if (how !== "refused") tell(how === "started" ? `${done} ${started}` : done);
    refresh();
  }
  const undo = () => take(edits.undo(), "Taken back.");

  // Words.
  function tell(text: string) {
    clearTimeout(spoken);
    say(about, text);
    say(part("live"), text);
  }
  function refresh() {
    undoButton.disabled = !edits.undoable;
  }
  function speak() {
    clearTimeout(spoken);
    spoken = setTimeout(() => {
      const { sketch, run } = store.value;
      if (!sketch) return;
      const { tool, from, to } = sketch;
      const found = run && nearest(run, to);
      const nearby = found ? `Nearest: ${found.kind}. ` : "Nothing has been drawn. ";
      const first = tool === "erase" ? nearby : from ? `${sentence(tool, from, to)}. ` : "";
      say(part("live"), `${first}${placeWords(to)}`);
    }, 350);
  }

  // Pointer. While a tool is chosen the electrolyte is its own: probe and navigation, which listen on the same canvas,
  // hear nothing of it.
  function on(type: string, act: (event: PointerEvent) => boolean) {
    canvas.addEventListener(
      type,
      (event) => {
        if (store.value.tool && act(event as PointerEvent)) event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
  on("pointerdown", (event) => {
    // A second finger magnifies.
    if (!event.isPrimary) cancel();
    if (!event.isPrimary || event.button !== 0 || !store.value.frame) return false;
    const point = under(event);
    if (!hits(point)) return false;
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    begin(snap(point));
    return true;
  });
  on("pointermove", (event) => {
    if (!store.value.frame || (pointer === null && event.buttons !== 0)) return false;
    if (pointer !== null && pointer !== event.pointerId) return true;
    const point = under(event);
    const idle = pointer === null && !store.value.sketch?.from;
    if (idle && !hits(point)) store.set({ sketch: null });
    else reachFor(snap(point));
    return true;
  });
  on("pointerup", (event) => {
    if (pointer !== event.pointerId) return false;
    pointer = null;
    finish(shortest * pixel());
    if (event.pointerType === "touch") store.set({ sketch: null });
    return true;
  });
  on("pointercancel", () => {
    pointer = null;
    cancel();
    return true;
  });
  on("pointerleave", () => {
    if (pointer === null && !store.value.sketch?.from) store.set({ sketch: null });
    return true;
  });
  on("click", () => true);
  on("dblclick", () => true);

  // Keyboard.
  document.addEventListener(
    "keydown",
    (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("input:not([type=radio]), select, textarea, dialog")) return;
      const taken = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
      if (!taken) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  function withControl(event: KeyboardEvent): boolean {
    if (event.key.toLowerCase() !== "z" || event.shiftKey || !edits.undoable) return false;
    void undo();
    return true;
  }
  function plain(event: KeyboardEvent): boolean {
    const { tool, sketch, frame } = store.value;
    if (!tool || !frame || !section || event.altKey) return false;
    if (event.key === "Escape") {
      if (sketch?.from) cancel();
      else choose(null);
      return true;
    }
    if (event.target !== canvas) return false;
    const at = place()!;
    if (event.key === "Enter") {
      const ends = sketch?.from || tool === "erase";
      if (!sketch?.from) begin(at);
      if (ends) finish(0);
      else speak();
      return true;
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (!way) return false;
    const stride = event.shiftKey ? 8 : 1;
    const moved = (from: number, by: number, most: number) =>
      Math.min(most, Math.max(0, Math.round(from / frame.h) + by * stride));
    const column = moved(at.x, way[0]!, frame.columns);
    const row = moved(at.depth, way[1]!, frame.electrolyteRows);
    reachFor({ x: column * frame.h, depth: row * frame.h });
    section.view.reveal(column, frame.lithiumRows + row);
    section.redraw();
    speak();
    return true;
  }

  button.onclick = () => choose(store.value.tool ? null : "flaw");
  undoButton.onclick = () => void undo();
  for (const input of inputs) {
    input.onchange = () => store.set({ tool: input.value as Tool, sketch: null });
  }

  store.watch(["engine"], ({ engine }) => {
    button.hidden = engine !== "ready" || !section;
  });
  store.watch(["tool"], ({ tool }) => {
    button.setAttribute("aria-pressed", String(tool !== null));
    bar.hidden = tool === null;
    canvas.classList.toggle("hand", tool !== null);
    for (const input of inputs) input.checked = input.value === tool;
    const found = tools.find((one) => one.tool === tool);
    if (!found) return;
    store.set({ probe: null });
    const how =
      tool === "erase" ? "Click it, or arrow keys and Enter." : "Drag, or arrow keys and Enter.";
    tell(`${found.about} ${how}`);
  });
  store.watch(["run"], refresh);
  store.watch(["sketch", "pulse"], ({ sketch, frame }) => {
    const text = sketch && frame ? label(sketch) : "";
    beside.hidden = text === "";
    if (!sketch || !frame || !section) return;
    say(beside, text);
    const { left, top, width, height } = section.view;
    const x = (canvas.clientWidth * (sketch.to.x / frame.h - left)) / width;
    const y =
      (canvas.clientHeight * (sketch.to.depth / frame.h + frame.lithiumRows - top)) / height;
    // To the side with more room; where there is too little, at the top, clear of the stroke and of a finger.
    const wide = beside.offsetWidth;
    const aside = x < canvas.clientWidth / 2 ? x + 16 : x - 16 - wide;
    const fits = aside >= 4 && aside + wide <= canvas.clientWidth - 4;
    beside.style.left = `${fits ? aside : (canvas.clientWidth - wide) / 2}px`;
    beside.style.top = `${fits ? y - 13 : 52}px`;
  });

  return { choose, undo };
}

export type Drawing = ReturnType<typeof draw>;
