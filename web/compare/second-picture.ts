// The picture of the run beside: the same part of the section in the same colours, or the difference of the two.
import { makeStageParts } from "../panels/stage";
import type { Store } from "../store";
import type { Camera } from "../view/camera";
import { FilamentLayer } from "../view/filament-layer";
import { GapLayer } from "../view/gap-layer";
import { Picture } from "../view/picture";
import { sceneOf, showState } from "../view/scene";
import { addSection } from "../view/section-picture";
import { StreamLayer } from "../view/stream-layer";
import { StructureLayer } from "../view/structure-layer";
import { type Difference, difference } from "./difference";

export class SecondPicture {
  readonly parts = makeStageParts();
  readonly picture = new Picture(this.parts.canvas);
  /** B - A, as it is shown; null: B itself */
  shown: Difference | null = null;
  private differs = false;
  private seen = "";
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly first: Store,
    private readonly second: Store,
    private readonly camera: Camera,
  ) {
    const { canvas, sheets } = this.parts;
    canvas.id = "section-beside";
    canvas.tabIndex = -1;
    canvas.setAttribute("role", "img");
    canvas.removeAttribute("aria-roledescription");
    canvas.removeAttribute("aria-describedby");
    canvas.setAttribute("aria-label", "Section of the run beside.");
    const { picture } = this;
    const sharpen = addSection(picture, canvas, sheets, second);
    picture.add(new StructureLayer(sheets));
    picture.add(new StreamLayer(sheets));
    picture.add(new GapLayer(sheets));
    picture.add(new FilamentLayer(sheets));
    sharpen();
    const update = () => this.differs && this.showDifference();
    this.stops.push(
      first.watch(["layer"], ({ layer }) => second.set({ layer })),
      first.watch(["ownRange"], ({ ownRange }) => second.set({ otherRange: ownRange })),
      second.watch(["ownRange"], ({ ownRange }) => first.set({ otherRange: ownRange })),
    );
    showState(second, picture);
    this.stops.push(second.watch(["frame", "range"], update), first.watch(["frame"], update));
  }

  set difference(on: boolean) {
    this.differs = on;
    this.shown = null;
    if (on) this.showDifference();
    else {
      const scene = sceneOf(this.second.value);
      if (scene) this.picture.update(scene);
    }
  }

  get difference(): boolean {
    return this.differs;
  }

  draw(now: number) {
    const { camera, picture } = this;
    const { canvasWidth, canvasHeight } = picture.camera;
    const seen = [camera.version, canvasWidth, canvasHeight].join();
    if (seen !== this.seen) {
      this.seen = seen;
      const [a, b] = [this.first.value.frame?.h, this.second.value.frame?.h];
      // cells of this section for one of the other's
      const ratio = a && b ? a / b : 1;
      picture.camera.zoom(picture.camera.width / (ratio * camera.width), 0, 0);
      picture.camera.bring({ column: ratio * camera.left, row: ratio * camera.top }, 0, 0);
    }
    picture.draw(now);
  }

  close() {
    for (const stop of this.stops) stop();
    this.first.set({ otherRange: null });
    this.picture.dispose();
  }

  private showDifference() {
    this.shown = difference(this.first.value, this.second.value, this.shown?.range);
    if (this.shown) this.picture.update(this.shown.scene);
  }
}
