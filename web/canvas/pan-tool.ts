// The hand that moves the picture.
import type { Camera, Position } from "../view/camera";
import type { Place, Tool } from "./tool";

export class PanTool implements Tool {
  readonly hand = null;
  /** what the hand holds on to */
  private held: Position | null = null;

  constructor(private readonly camera: Camera) {}

  move(place: Place | null) {
    if (place && this.held) this.camera.bring(this.held, place.x, place.y);
  }

  /** At home the page scrolls below a finger; magnified, the picture moves instead. */
  press(place: Place): boolean {
    if (!this.camera.movable || (place.by === "finger" && this.camera.atHome)) return false;
    this.held = { column: place.column, row: place.row };
    return true;
  }

  release() {
    this.held = null;
  }

  tap() {}

  cancel(): boolean {
    const moved = this.held !== null;
    this.held = null;
    return moved;
  }
}
