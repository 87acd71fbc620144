// The picture of the section: one rectangle, one shader, the fields as textures (WebGL2).
import {
  DataTexture,
  FloatType,
  GLSL3,
  LinearFilter,
  LinearSRGBColorSpace,
  Mesh,
  NearestFilter,
  OrthographicCamera,
  PlaneGeometry,
  RawShaderMaterial,
  RedFormat,
  RGBAFormat,
  Scene,
  type Texture,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderer,
} from "three";
import type { Frame } from "../../sim/types";
import { fromDisplay } from "../format";
import { materials, rgb, table } from "./colour";
import type { Layer } from "./layers";
import type { Range } from "./range";
import { fragment, vertex } from "./shader";
import { View } from "./view";

/** Stands for "no value here": NaN does not survive every driver. */
const nothing = -1e30;

export class Section {
  readonly view = new View();
  private readonly renderer: WebGLRenderer;
  private readonly material: RawShaderMaterial;
  private readonly scene = new Scene();
  private readonly camera = new OrthographicCamera();
  private arrived = 0;
  private interval = 0;
  private dirty = true;

  /** Throws one sentence when the browser has no WebGL2. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly still: () => boolean,
  ) {
    this.renderer = makeRenderer(canvas);
    const empty = () => dataTexture(new Float32Array([0]), 1, 1);
    const colour = (hex: string) => new Vector3(...rgb(hex));
    this.material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: `in vec3 position;\nin vec2 uv;\n${vertex}`,
      fragmentShader: fragment,
      depthTest: false,
      uniforms: {
        valueA: { value: empty() },
        valueB: { value: empty() },
        lithiumA: { value: empty() },
        lithiumB: { value: empty() },
        contactA: { value: empty() },
        contactB: { value: empty() },
        lut: { value: null },
        mixing: { value: 1 },
        size: { value: new Vector2(1, 1) },
        lithiumRows: { value: 0 },
        view: { value: new Vector4(0, 0, 1, 1) },
        pixel: { value: 1 },
        range: { value: new Vector2(0, 1) },
        material: { value: true },
        probe: { value: new Vector2(-1, -1) },
        lithiumColour: { value: colour(materials.lithium) },
        electrolyteColour: { value: colour(materials.electrolyte) },
        voidColour: { value: colour(materials.void) },
        contactColour: { value: colour(materials.contact) },
        lostColour: { value: colour(materials.lost) },
        backColour: { value: colour("#0b0e13") },
      },
    });
    this.scene.add(new Mesh(new PlaneGeometry(2, 2), this.material));
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.resize();
  }

  /** A new picture. `range` in display units of the layer. */
  show(frame: Frame, layer: Layer, range: Range) {
    const { columns, lithiumRows, electrolyteRows } = frame;
    const rows = lithiumRows + electrolyteRows;
    const u = this.material.uniforms;
    const same = u["size"]!.value.x === columns && u["size"]!.value.y === rows;
    const sameLayer = same && this.shown === layer.field;
    const now = performance.now();
    this.interval = same && this.shown ? Math.min(250, now - this.arrived) : 0;
    this.arrived = now;
    this.shown = layer.field;

    const values = frame.fields[layer.field];
    const lithium = frame.fields.lithium;
    if (values) this.advance("value", values, columns, rows, sameLayer);
    if (lithium) this.advance("lithium", lithium, columns, rows, same);
    this.advance("contact", frame.interface.contact, columns, 1, same);
    u["size"]!.value.set(columns, rows);
    u["lithiumRows"]!.value = lithiumRows;
    u["material"]!.value = layer.field === "lithium";
    u["lut"]!.value = lookup(layer);
    u["range"]!.value.set(
      fromDisplay(layer.quantity, range[0]),
      fromDisplay(layer.quantity, range[1]),
    );
    if (!same)
      this.view.fit(columns, rows, lithiumRows, this.canvas.clientWidth / this.canvas.clientHeight);
    this.dirty = true;
  }

  mark(probe: { column: number; row: number } | null) {
    this.material.uniforms["probe"]!.value.set(probe?.column ?? -1, probe?.row ?? -1);
    this.dirty = true;
  }

  redraw() {
    this.dirty = true;
  }

  /** Draws if anything moves; called on each animation frame. */
  tick(now: number) {
    const u = this.material.uniforms;
    const blend =
      this.still() || this.interval < 34 ? 1 : Math.min(1, (now - this.arrived) / this.interval);
    if (!this.dirty && u["mixing"]!.value === blend) return;
    u["mixing"]!.value = blend;
    const { left, top, width, height } = this.view;
    u["view"]!.value.set(left, top, width, height);
    u["pixel"]!.value = width / Math.max(1, this.canvas.width);
    this.renderer.render(this.scene, this.camera);
    this.dirty = false;
  }

  private shown: string | undefined;

  /** The last picture becomes A, the new one B; without a last one both are new. */
  private advance(
    name: string,
    values: Float32Array,
    width: number,
    height: number,
    keep: boolean,
  ) {
    const u = this.material.uniforms;
    const a = u[`${name}A`]!;
    const b = u[`${name}B`]!;
    [a.value, b.value] = [b.value, a.value];
    b.value = filled(b.value, values, width, height);
    if (!keep) a.value = filled(a.value, values, width, height);
  }

  private resize() {
    const { clientWidth: w, clientHeight: h } = this.canvas;
    if (w === 0 || h === 0) return;
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.renderer.setSize(w, h, false);
    this.view.reshape(w / h);
    this.dirty = true;
  }
}

function makeRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  try {
    const renderer = new WebGLRenderer({ canvas, antialias: false, alpha: false });
    renderer.outputColorSpace = LinearSRGBColorSpace;
    return renderer;
  } catch {
    throw new Error(
      "The picture needs WebGL2, which this browser does not offer or has switched off; the charts work without it.",
    );
  }
}

function dataTexture(values: Float32Array, width: number, height: number): DataTexture {
  const texture = new DataTexture(values, width, height, RedFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.unpackAlignment = 4;
  texture.needsUpdate = true;
  return texture;
}

/** `old` with new values, or a new texture where the size differs. */
function filled(old: Texture, values: Float32Array, width: number, height: number): Texture {
  const image = old.image as { data: Float32Array; width: number; height: number };
  const fits = image.width === width && image.height === height;
  const data = fits ? image.data : new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const value = values[i]!;
    data[i] = Number.isFinite(value) ? value : nothing;
  }
  if (fits) {
    old.needsUpdate = true;
    return old;
  }
  old.dispose();
  return dataTexture(data, width, height);
}

const lookups = new Map<string, DataTexture>();
function lookup(layer: Layer): DataTexture {
  let texture = lookups.get(layer.map);
  if (!texture) {
    texture = new DataTexture(table(layer.map), 256, 1, RGBAFormat);
    texture.minFilter = LinearFilter;
    texture.magFilter = LinearFilter;
    texture.needsUpdate = true;
    lookups.set(layer.map, texture);
  }
  return texture;
}
