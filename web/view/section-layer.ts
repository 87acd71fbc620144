// The section itself: one rectangle, one shader, the fields as textures (WebGL2).
import {
  DataTexture,
  GLSL3,
  Mesh,
  OrthographicCamera,
  PlaneGeometry,
  RawShaderMaterial,
  Scene,
  Vector2,
  Vector3,
  Vector4,
} from "three";
import { fromDisplay } from "../format";
import type { Camera } from "./camera";
import { CardView } from "./card-view";
import { Cells } from "./cells";
import { lookup, materialUniforms } from "./graphics-card";
import { unitOf } from "./layers";
import type { PictureLayer, Scene as Seen } from "./picture";
import type { Range } from "./range";
import { fragment, vertex } from "./shader";

/** [ms] Longest time that one picture takes to turn into the next. */
const longestBlend = 250;
/** [ms] without motion after which a coarse picture becomes sharp. */
const settling = 1500;

export class SectionLayer implements PictureLayer {
  private readonly card: CardView;
  private readonly scene = new Scene();
  /** sees the rectangle; what part of the section lies on it is the picture's camera's */
  private readonly eye = new OrthographicCamera();
  private readonly cells = new Cells();
  private readonly uniforms = makeUniforms();
  private seen: Seen | null = null;
  private arrived = 0;
  private interval = 0;
  private drawn = -1;

  /** `still`: the person wants no motion that is not needed. Throws one sentence without WebGL2. */
  constructor(
    canvas: HTMLCanvasElement,
    private readonly still: () => boolean,
  ) {
    this.card = new CardView(canvas, { uniforms: this.uniforms, solid: false, settling });
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      depthTest: false,
      uniforms: this.uniforms,
    });
    this.scene.add(new Mesh(new PlaneGeometry(2, 2), material));
  }

  update(seen: Seen) {
    const { frame, field, range } = seen;
    const old = this.seen;
    if (frame === old?.frame && field === old.field && range === old.range) return;
    this.seen = seen;
    this.card.stale = true;
    const u = this.uniforms;
    const unit = unitOf(field, frame);
    const [low, high] = range.map((end) => fromDisplay(field.quantity, end) * unit) as Range;
    u.range.value.set(low, field.overMean ? unit : (low + high) / 2, high);
    u.logarithmic.value = field.logarithmic === true;
    const follows = this.cells.take(frame, field.field);
    const now = performance.now();
    this.interval = follows ? Math.min(longestBlend, now - this.arrived) : 0;
    this.arrived = now;
    u.cells.value = this.cells.field;
    u.contact.value = this.cells.contact;
    u.size.value.set(frame.columns, frame.lithiumRows + frame.electrolyteRows);
    u.lithiumRows.value = frame.lithiumRows;
    u.material.value = field.field === "lithium" || Number.isNaN(unit);
    u.lut.value = lookup(field.map);
  }

  draw(camera: Camera, now: number) {
    const u = this.uniforms;
    const atOnce = this.still() || !this.card.blends || this.interval < 34;
    const mixing = atOnce ? 1 : Math.min(1, (now - this.arrived) / this.interval);
    const moves = camera.version !== this.drawn || u.mixing.value !== mixing;
    if (!this.card.due(now, moves)) return;
    u.mixing.value = mixing;
    u.view.value.set(camera.left, camera.top, camera.width, camera.height);
    u.pixel.value = camera.pixel;
    this.card.draw(this.scene, this.eye, camera, now);
    this.drawn = camera.version;
  }

  dispose() {
    this.card.dispose();
  }
}

function makeUniforms() {
  const none = new DataTexture(new Uint8Array(4), 1, 1);
  return {
    cells: { value: none },
    contact: { value: none },
    lut: { value: none },
    mixing: { value: 1 },
    size: { value: new Vector2(0, 0) },
    lithiumRows: { value: 0 },
    view: { value: new Vector4(0, 0, 1, 1) },
    pixel: { value: 1 },
    range: { value: new Vector3(0, 0.5, 1) },
    logarithmic: { value: false },
    material: { value: true },
    ...materialUniforms(),
  };
}
