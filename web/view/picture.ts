// The picture: layers over one camera.
import type { Frame, RunEvent } from "../../sim/types";
import type { OpenedRun } from "../worker-protocol";
import { Camera, type Cell } from "./camera";
import type { Layer } from "./layers";
import type { Range } from "./range";
import type { Sketch } from "./stroke";

/** What there is to see. */
export interface Scene {
  frame: Frame;
  run: OpenedRun | null;
  events: readonly RunEvent[];
  /** the field that colours the section, and the range of its colours in display units */
  field: Layer;
  range: Range;
  probe: Cell | null;
  /** a tool that draws anywhere in the section is in hand; where the hand of a tool is */
  drawing: boolean;
  sketch: Sketch | null;
  /** goes up a few times a second: numbers follow it, so that they can be read */
  pulse: number;
}

/** Lines that belong to the section, as they are drawn over it. */
export interface Lines {
  readonly canvas: HTMLCanvasElement;
  /** goes up each time they are drawn */
  version: number;
}

export interface PictureLayer {
  /** lies beside the picture: nothing covers it */
  readonly beside?: true;
  /** lie on whatever covers the picture, too */
  readonly lines?: Lines | null;
  /** what of the section those lines are drawn for, where this covers the picture */
  readonly lens?: Camera;
  /** Takes over what there is to see now. */
  update(scene: Scene): void;
  /** Draws if the scene or the camera has changed, or something moves; called on each animation frame. */
  draw(camera: Camera, now: number): void;
  /** Leaves the page. */
  dispose(): void;
}

export class Picture {
  readonly camera = new Camera();
  /** hides the other layers, which rest but for their lines */
  cover: PictureLayer | null = null;
  private readonly layers: PictureLayer[] = [];
  private readonly observer: ResizeObserver;
  private home = "";
  private scene: Scene | null = null;

  /** @param canvas takes the touches: what a finger does there depends on where the camera is. */
  constructor(private readonly canvas: HTMLCanvasElement) {
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(canvas);
    this.resize();
  }

  /** On top of the others. */
  add(layer: PictureLayer) {
    this.layers.push(layer);
    if (this.scene) layer.update(this.scene);
  }

  update(scene: Scene) {
    this.scene = scene;
    const { columns, lithiumRows, electrolyteRows, filaments } = scene.frame;
    // All of it is seen at first where a hand draws in it, or lines may reach its other side and nothing else is asked for.
    const asked = scene.run?.camera ?? null;
    const view = scene.drawing || (!asked && filaments.length > 0) ? "all" : asked;
    const home = [columns, lithiumRows, electrolyteRows, JSON.stringify(view)].join();
    if (home !== this.home) {
      this.camera.fit(columns, lithiumRows + electrolyteRows, lithiumRows, view);
      this.home = home;
    }
    for (const layer of this.layers) layer.update(scene);
  }

  draw(now: number) {
    const { cover } = this;
    this.canvas.classList.toggle("away", !this.camera.atHome);
    for (const layer of this.layers) {
      if (!cover || layer === cover || layer.beside) layer.draw(this.camera, now);
      else if (layer.lines) layer.draw(cover.lens ?? this.camera, now);
    }
  }

  /** Lines of the section, those below first. */
  get lines(): Lines[] {
    return this.layers.flatMap(({ lines }) => lines ?? []);
  }

  dispose() {
    this.observer.disconnect();
    for (const layer of this.layers) layer.dispose();
  }

  private resize() {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth > 0 && clientHeight > 0) this.camera.resize(clientWidth, clientHeight);
  }
}
