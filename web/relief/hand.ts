// What turns the relief: dragging, arrow keys; what magnifies it as it does the flat picture: two fingers, the wheel.
import { arrowOf } from "../arrow-keys";
import { wheelFactor } from "../canvas/controller";
import type { Camera } from "../view/camera";
import type { Turntable } from "./turntable";

/** [degrees] for each pixel of a drag, and for each press of a key */
const perPixel = 0.4;
const perKey = 3;

export function handle(canvas: HTMLCanvasElement, table: Turntable, camera: Camera) {
  /** where each finger, or the mouse with its button down, is [px] */
  const down = new Map<number, { x: number; y: number }>();
  const lift = ({ pointerId }: PointerEvent) => down.delete(pointerId);
  canvas.addEventListener("pointerdown", ({ button, pointerId, clientX: x, clientY: y }) => {
    if (button !== 0 || down.size > 1) return;
    canvas.setPointerCapture(pointerId);
    down.set(pointerId, { x, y });
  });
  canvas.addEventListener("pointermove", ({ pointerId, clientX: x, clientY: y }) => {
    const before = down.get(pointerId);
    if (!before) return;
    const other = [...down].find(([id]) => id !== pointerId)?.[1];
    if (other) {
      const apart = (p: { x: number; y: number }) => Math.hypot(p.x - other.x, p.y - other.y);
      camera.zoom(apart({ x, y }) / Math.max(1, apart(before)));
    } else table.turn(perPixel * (before.x - x), perPixel * (y - before.y));
    down.set(pointerId, { x, y });
  });
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("dblclick", () => table.home());
  canvas.addEventListener("keydown", (event) => {
    const way = arrowOf(event);
    if (!way) return;
    event.preventDefault();
    // as a drag that way
    table.turn(-perKey * way.x, perKey * way.y);
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
