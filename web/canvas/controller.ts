// Mouse, fingers and keyboard on the picture become a place and a gesture, once, for the tool in hand. Two fingers and the
// wheel with Ctrl (which is also how a touchpad pinches; alone, where nothing scrolls) magnify about where they are. Written here and not taken from a
// library: three's MapControls and d3-zoom bring listeners of their own, which tools would have to outwit, and keep every
// touch for themselves, while at home the page scrolls below a finger.
import { arrowOf, hasModifier } from "../arrow-keys";
import type { Camera } from "../view/camera";
import type { Place, Tool } from "./tool";

/** [px] A hand that moves less between down and up has tapped. */
const slack = 4;
/** Magnification of a double tap, and of the wheel for each pixel that it turns. */
const doubleTap = 3;
const perPixel = 0.01;
/** [px] that a wheel which counts lines turns with each */
const line = 16;

interface Point {
  x: number;
  y: number;
}

export class Controller {
  /** where each finger, or the mouse with its button down, is on the canvas (0..1) */
  private readonly down = new Map<number, Point>();
  /** gets the stroke of the pointer */
  private holder: Tool | null = null;
  /** gets the stroke that the keyboard has begun */
  private keyHolder: Tool | null = null;
  /** where the pointer was put down, as long as it may be a tap */
  private start: Point | null = null;
  private tapped = false;

  /** `tool` is in hand; strokes that it does not take go to `mover`. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly camera: Camera,
    private readonly tool: () => Tool,
    private readonly mover: Tool,
  ) {
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointercancel", (event) => this.lose(event));
    canvas.addEventListener("pointerleave", () => {
      if (!this.holder && !this.keyHolder) this.tool().move(null);
    });
    canvas.addEventListener("dblclick", (event) => this.tapTwice(event));
    canvas.addEventListener("keydown", (event) => {
      if (this.key(event)) event.preventDefault();
    });
    const active = { passive: false };
    canvas.addEventListener("wheel", (event) => this.wheel(event), active);
    // Two fingers are for the picture, even where the page scrolls below one.
    canvas.addEventListener(
      "touchstart",
      (event) => {
        if (event.touches.length > 1) event.preventDefault();
      },
      active,
    );
  }

  /** Gives up the stroke, else what the tool in hand has set, else that tool. */
  cancel(): boolean {
    this.start = null;
    this.holder = null;
    this.keyHolder = null;
    return this.tool().cancel();
  }

  private point(event: MouseEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
    };
  }

  private place(event: PointerEvent): Place {
    const point = this.point(event);
    const by = event.pointerType === "touch" ? "finger" : "mouse";
    return { ...point, ...this.camera.at(point.x, point.y), by };
  }

  private press(event: PointerEvent) {
    if (event.button !== 0 || this.down.size > 1) return;
    const place = this.place(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, place);
    if (this.down.size > 1) {
      // A second finger: the stroke of the first was none.
      this.start = null;
      this.holder?.cancel();
      this.holder = null;
      return;
    }
    this.keyHolder = null;
    const tool = this.tool();
    const taken = tool.press(place);
    this.start = taken ? null : place;
    this.holder = taken ? tool : this.mover.press(place) ? this.mover : null;
  }

  private move(event: PointerEvent) {
    const place = this.place(event);
    const before = this.down.get(event.pointerId);
    if (!before) {
      if (event.buttons === 0) this.tool().move(place);
      return;
    }
    if (this.down.size > 1) this.pinch(event.pointerId, before, place);
    this.down.set(event.pointerId, place);
    if (this.start && this.pixels(this.start, place) <= slack) return;
    this.start = null;
    this.holder?.move(place);
  }

  private release(event: PointerEvent) {
    if (!this.down.delete(event.pointerId) || this.down.size > 0) return;
    const place = this.place(event);
    this.holder?.release(place);
    this.tapped = this.start !== null;
    if (this.start) this.tool().tap(place);
    this.start = null;
    this.holder = null;
  }

  private lose(event: PointerEvent) {
    this.down.delete(event.pointerId);
    this.holder?.cancel();
    this.start = null;
    this.holder = null;
  }

  /** The finger goes on from `before` to `now`; what lies between the two fingers stays between them. */
  private pinch(finger: number, before: Point, now: Point) {
    const other = [...this.down].find(([id]) => id !== finger)![1];
    const middle = (p: Point) => ({ x: (p.x + other.x) / 2, y: (p.y + other.y) / 2 });
    const [from, to] = [middle(before), middle(now)];
    const held = this.camera.at(from.x, from.y);
    this.camera.zoom(this.pixels(now, other) / Math.max(1, this.pixels(before, other)));
    this.camera.bring(held, to.x, to.y);
  }

  private pixels(a: Point, b: Point): number {
    const { canvasWidth, canvasHeight } = this.camera;
    return Math.hypot((a.x - b.x) * canvasWidth, (a.y - b.y) * canvasHeight);
  }

  private wheel(event: WheelEvent) {
    const factor = wheelFactor(event);
    const { x, y } = this.point(event);
    if (factor) this.camera.zoom(factor, x, y);
  }

  private tapTwice(event: MouseEvent) {
    if (!this.tapped) return;
    const { x, y } = this.point(event);
    if (this.camera.atHome) this.camera.zoom(doubleTap, x, y);
    else this.camera.home();
  }

  /** Arrow keys move the hand of the tool, Enter puts it down and lifts it. True: the key was for the picture. */
  private key(event: KeyboardEvent): boolean {
    if (event.key === "Escape") return this.cancel();
    const tool = this.tool();
    const { hand } = tool;
    const way = arrowOf(event);
    const enters = event.key === "Enter" && !hasModifier(event);
    if (!hand || !(way || enters)) return false;
    if (way) {
      tool.move(this.byKeys({ column: hand.column + way.x, row: hand.row + way.y }));
      if (tool.hand) this.camera.reveal(tool.hand);
    } else this.enter(tool, this.byKeys(hand));
    return true;
  }

  private enter(tool: Tool, place: Place) {
    const ends = this.keyHolder === tool;
    this.keyHolder = null;
    if (ends) tool.release(place);
    else if (tool.press(place)) this.keyHolder = tool;
    else tool.tap(place);
  }

  private byKeys(position: Place | { column: number; row: number }): Place {
    const [x, y] = this.camera.toPixels(position);
    const { canvasWidth, canvasHeight } = this.camera;
    return { ...position, x: x / canvasWidth, y: y / canvasHeight, by: "keys" };
  }
}

/** How much the wheel magnifies; null: it scrolls. */
export function wheelFactor(event: WheelEvent): number | null {
  if (!event.ctrlKey && scrolls()) return null;
  event.preventDefault();
  const turned = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? line : 1);
  return Math.exp(-turned * perPixel);
}

/** The wheel has something to scroll: this page, or the one that it stands in. */
function scrolls(): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight > clientHeight + 1 || window.parent !== window;
}
