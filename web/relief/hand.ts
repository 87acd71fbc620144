// What turns the relief: dragging, arrow keys; what moves it: dragging with Shift, with the right button or with two fingers, arrow keys
// with Shift; what magnifies it as it does the flat picture: two fingers, the wheel.
import { arrowOf } from "../arrow-keys";
import { wheelFactor } from "../canvas/controller";
import type { Camera } from "../view/camera";
import type { Turntable } from "./turntable";

/** [degrees] for each pixel of a drag, and for each press of a key */
const perPixel = 0.4;
const perKey = 3;
/** [px] for each press of a key */
const step = 40;

interface Finger {
  x: number;
  y: number;
  moves: boolean;
}

/** `pixel`: cells that a CSS pixel covers in the middle of the picture. */
export function handle(
  canvas: HTMLCanvasElement,
  table: Turntable,
  camera: Camera,
  pixel: () => number,
) {
  /** where each finger, or the mouse with a button down, is [px] */
  const down = new Map<number, Finger>();
  const lift = ({ pointerId }: PointerEvent) => down.delete(pointerId);
  /** What is in the middle follows a hand [px]. */
  const push = (x: number, y: number) => {
    const { columns, rows } = table.pushed(x * pixel(), y * pixel());
    const { column, row } = camera.at(0.5, 0.5);
    camera.bring({ column: column - columns, row: row - rows }, 0.5, 0.5);
  };
  canvas.addEventListener("pointerdown", (event) => {
    const { button, pointerId, clientX: x, clientY: y, shiftKey } = event;
    if ((button !== 0 && button !== 2) || down.size > 1) return;
    canvas.setPointerCapture(pointerId);
    down.set(pointerId, { x, y, moves: button === 2 || shiftKey });
  });
  canvas.addEventListener("pointermove", ({ pointerId, clientX: x, clientY: y }) => {
    const before = down.get(pointerId);
    if (!before) return;
    const now = { ...before, x, y };
    const [right, below] = [x - before.x, y - before.y];
    const other = [...down].find(([id]) => id !== pointerId)?.[1];
    if (other) {
      const apart = (p: Finger) => Math.hypot(p.x - other.x, p.y - other.y);
      camera.zoom(apart(now) / Math.max(1, apart(before)));
      // what lies between the two fingers
      push(right / 2, below / 2);
    } else if (before.moves) push(right, below);
    else table.turn(-perPixel * right, perPixel * below);
    down.set(pointerId, now);
  });
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("dblclick", () => {
    table.home();
    camera.home();
  });
  canvas.addEventListener("keydown", (event) => {
    const way = arrowOf(event, 1);
    if (!way) return;
    event.preventDefault();
    // as a drag that way
    if (event.shiftKey) push(step * way.x, step * way.y);
    else table.turn(-perKey * way.x, perKey * way.y);
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      const factor = wheelFactor(event);
      if (factor !== null) camera.zoom(factor);
    },
    { passive: false },
  );
}
