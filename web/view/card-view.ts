// What every view through the graphics card shares: when a picture is due, how sharp it is, and the colours of the materials.
import type { Camera as Eye, Scene as Stage, WebGLRenderer } from "three";
import { AdaptiveResolution } from "./adaptive-resolution";
import type { Camera } from "./camera";
import { onColours } from "./colour";
import { DrawingTurn } from "./drawing-turn";
import { type MaterialUniforms, makeRenderer, readMaterials } from "./graphics-card";

interface Kind {
  uniforms: MaterialUniforms;
  /** what lies behind something is hidden by it */
  solid: boolean;
  /** [ms] without motion after which a coarse picture becomes sharp */
  settling: number;
}

/** Pixels for each of the screen, across, where nothing else makes edges smooth. */
const FINER = 1.5;

export class CardView {
  /** What is drawn is no longer what there is to see. */
  stale = true;
  /** pixels of the canvas per CSS pixel, of the picture that is due */
  ratio = 1;
  private readonly renderer: WebGLRenderer;
  private readonly resolution: AdaptiveResolution;
  private readonly turn: DrawingTurn;
  /** sharpness of a picture that stands still */
  private readonly finest: number;
  private movedAt = 0;
  private sharpness = 1;
  private size = "";

  /** Throws one sentence without WebGL2. */
  constructor(
    canvas: HTMLCanvasElement,
    private readonly kind: Kind,
  ) {
    const { renderer, slow, smooth } = makeRenderer(canvas, kind.solid);
    this.renderer = renderer;
    this.finest = kind.solid && !smooth ? FINER : 1;
    this.resolution = new AdaptiveResolution(slow);
    this.turn = new DrawingTurn(this.renderer.getContext() as WebGL2RenderingContext);
    canvas.addEventListener("webglcontextrestored", () => {
      this.stale = true;
      this.turn.forget();
    });
    onColours(() => {
      readMaterials(kind.uniforms);
      this.stale = true;
    });
  }

  get isLost(): boolean {
    return this.renderer.getContext().isContextLost();
  }

  /** Fast enough for one picture to turn into the next. */
  get blends(): boolean {
    return this.resolution.blends;
  }

  /** A picture is to be drawn now: something moves, or what stands still becomes sharp, and the last one is through. */
  due(now: number, moves: boolean): boolean {
    const changes = moves || this.stale;
    if (this.resolution.watch(now, changes)) this.sharpness = this.resolution.sharpness;
    if (!this.turn.free(now)) return false;
    if (changes) {
      this.movedAt = now;
      this.sharpness = Math.min(this.sharpness, this.resolution.sharpness);
    } else {
      if (this.sharpness >= this.finest || now - this.movedAt < this.kind.settling) return false;
      this.sharpness = this.finest;
    }
    this.ratio = Math.min(2, window.devicePixelRatio) * this.sharpness;
    return true;
  }

  draw(stage: Stage, eye: Eye, { canvasWidth, canvasHeight }: Camera, now: number) {
    const size = [canvasWidth, canvasHeight, this.ratio].join();
    if (size !== this.size) {
      this.size = size;
      this.renderer.setPixelRatio(this.ratio);
      this.renderer.setSize(canvasWidth, canvasHeight, false);
    }
    this.renderer.render(stage, eye);
    this.turn.take(now);
    this.stale = false;
  }

  dispose() {
    this.renderer.dispose();
  }
}
