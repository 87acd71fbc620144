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
  readonly parts = makeStageParts("section-beside");
  readonly picture = new Picture(this.parts.canvas);
  /** B - A, as it is shown; null: B itself */
  shown: Difference | null = null;
  private differs = false;
  private seen = -1;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly first: Store,
    private readonly second: Store,
    private readonly camera: Camera,
  ) {
    const { canvas, sheets } = this.parts;
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
    if (camera.version !== this.seen) {
      this.seen = camera.version;
      const [a, b] = [this.first.value.frame?.h, this.second.value.frame?.h];
      picture.camera.followTo(camera, a && b ? a / b : 1);
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
