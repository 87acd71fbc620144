// The picture of the section: one rectangle, one shader, the fields as textures (WebGL2).
import {
  DataTexture,
  GLSL3,
  LinearFilter,
  LinearSRGBColorSpace,
  Mesh,
  OrthographicCamera,
  PlaneGeometry,
  RawShaderMaterial,
  RGBAFormat,
  Scene,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderer,
} from "three";
import type { Frame } from "../../sim/types";
import { fromDisplay } from "../format";
import { Governor } from "./adaptive-resolution";
import { Cells } from "./cells";
import { type MapName, materials, rgb, table } from "./colour";
import type { Layer } from "./layers";
import type { Range } from "./range";
import { fragment, vertex } from "./shader";
import { View } from "./view";

/** [ms] Longest time that one picture takes to turn into the next. */
const longestBlend = 250;
/** [ms] without motion after which a coarse picture becomes sharp. */
const settling = 1500;

/** True where the browser draws WebGL on the processor. */
function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /swiftshader|llvmpipe|software/i.test(name);
}

export class Section {
  readonly view = new View();
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new OrthographicCamera();
  private readonly cells = new Cells();
  private readonly governor: Governor;
  private readonly uniforms = makeUniforms();
  private arrived = 0;
  private interval = 0;
  private dirty = true;
  private movedAt = 0;
  private sharpness = 1;
  /** All of the section is seen at first: lines may reach its other side, or a hand draws in it. */
  private deep = false;

  /** `still`: the person wants no motion that is not needed. Throws one sentence without WebGL2. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly still: () => boolean,
  ) {
    this.renderer = makeRenderer(canvas);
    this.governor = new Governor(isSoftware(this.renderer));
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      depthTest: false,
      uniforms: this.uniforms,
    });
    this.scene.add(new Mesh(new PlaneGeometry(2, 2), material));
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.resize();
  }

  /** A new picture. `range` in display units of the layer. */
  show(frame: Frame, layer: Layer, range: Range, drawing: boolean) {
    const { columns, lithiumRows, electrolyteRows } = frame;
    const rows = lithiumRows + electrolyteRows;
    const u = this.uniforms;
    const deep = frame.filaments.length > 0 || drawing;
    const newGrid = u.size.value.x !== columns || u.size.value.y !== rows || deep !== this.deep;
    this.deep = deep;
    const follows = this.cells.take(frame, layer.field);
    const now = performance.now();
    this.interval = follows ? Math.min(longestBlend, now - this.arrived) : 0;
    this.arrived = now;
    u.cells.value = this.cells.field;
    u.contact.value = this.cells.contact;
    u.size.value.set(columns, rows);
    u.lithiumRows.value = lithiumRows;
    u.material.value = layer.field === "lithium";
    u.lut.value = lookup(layer.map);
    u.range.value.set(fromDisplay(layer.quantity, range[0]), fromDisplay(layer.quantity, range[1]));
    if (newGrid) {
      const aspect = this.canvas.clientWidth / this.canvas.clientHeight;
      this.view.fit(columns, rows, lithiumRows, aspect, deep);
    }
    this.dirty = true;
  }

  mark(probe: { column: number; row: number } | null) {
    this.uniforms.probe.value.set(probe?.column ?? -1, probe?.row ?? -1);
    this.dirty = true;
  }

  redraw() {
    this.dirty = true;
  }

  /** Draws if anything moves; called on each animation frame. */
  tick(now: number) {
    const u = this.uniforms;
    const atOnce = this.still() || !this.governor.blends || this.interval < 34;
    const mixing = atOnce ? 1 : Math.min(1, (now - this.arrived) / this.interval);
    const moves = this.dirty || u.mixing.value !== mixing;
    if (this.governor.watch(now, moves)) this.resize(this.governor.sharpness);
    if (moves) {
      this.movedAt = now;
      if (this.governor.sharpness < this.sharpness) this.resize(this.governor.sharpness);
    } else {
      // A picture that stands still is drawn once more, as sharp as the screen.
      if (this.sharpness === 1 || now - this.movedAt < settling) return;
      this.resize(1);
    }
    u.mixing.value = mixing;
    const { left, top, width, height } = this.view;
    u.view.value.set(left, top, width, height);
    u.pixel.value = width / Math.max(1, this.canvas.clientWidth);
    this.renderer.render(this.scene, this.camera);
    this.dirty = false;
  }

  private resize(sharpness = this.sharpness) {
    const { clientWidth: w, clientHeight: h } = this.canvas;
    if (w === 0 || h === 0) return;
    this.sharpness = sharpness;
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio) * sharpness);
    this.renderer.setSize(w, h, false);
    this.view.reshape(w / h);
    this.dirty = true;
  }
}

function makeUniforms() {
  const colour = (hex: string) => ({ value: new Vector3(...rgb(hex)) });
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
    range: { value: new Vector2(0, 1) },
    material: { value: true },
    probe: { value: new Vector2(-1, -1) },
    lithiumColour: colour(materials.lithium),
    electrolyteColour: colour(materials.electrolyte),
    voidColour: colour(materials.void),
    contactColour: colour(materials.contact),
    lostColour: colour(materials.lost),
    backColour: colour(materials.back),
  };
}

function makeRenderer(canvas: HTMLCanvasElement): WebGLRenderer {
  try {
    const renderer = new WebGLRenderer({ canvas, antialias: false, alpha: false, depth: false });
    // Colours of the tables and the style sheet go to the screen as they are.
    renderer.outputColorSpace = LinearSRGBColorSpace;
    return renderer;
  } catch {
    throw new Error(
      "The picture needs WebGL2, which this browser does not offer or has switched off; the charts work without it.",
    );
  }
}

const lookups = new Map<MapName, DataTexture>();
function lookup(map: MapName): DataTexture {
  const known = lookups.get(map);
  if (known) return known;
  const made = new DataTexture(table(map), 256, 1, RGBAFormat);
  made.minFilter = LinearFilter;
  made.magFilter = LinearFilter;
  made.needsUpdate = true;
  lookups.set(map, made);
  return made;
}
