// The relief: the field that is shown as height over the section, in the same colours between the same limits, to be looked at from
// where one likes. It covers the flat picture, whose camera says which part is seen; lines, probe and drawing stay there.
// Loaded when somebody asks for it.
import {
  Color,
  DataTexture,
  DoubleSide,
  FloatType,
  GLSL3,
  Mesh,
  NearestFilter,
  PerspectiveCamera,
  RawShaderMaterial,
  RedFormat,
  RGBAFormat,
  Scene as Stage,
  Vector2,
  Vector3,
  type WebGLRenderer,
} from "three";
import type { Speech } from "../speech";
import type { Store } from "../store";
import { AdaptiveResolution } from "../view/adaptive-resolution";
import type { Camera } from "../view/camera";
import { colour, onColours, rgb } from "../view/colour";
import { DrawingTurn } from "../view/drawing-turn";
import {
  isSoftware,
  lookup,
  makeRenderer,
  materialUniforms,
  readMaterials,
} from "../view/graphics-card";
import type { Picture, PictureLayer, Scene } from "../view/picture";
import { handle } from "./hand";
import { CHANNELS, contourHeight, heightWords, writeRelief } from "./heights";
import { fragment, meshOf, vertex } from "./surface";
import { FIELD_OF_VIEW, Turntable } from "./turntable";

interface Parts {
  store: Store;
  speech: Speech;
  picture: Picture;
  /** of the flat picture */
  canvas: HTMLCanvasElement;
  sheets: HTMLElement;
}

/** Highest a field gets, as a share of the width that is seen. */
const SPAN = 0.2;
/** [ms] in which the relief rises from the flat picture */
const RISE = 450;
/** [ms] without motion after which a coarse picture becomes sharp */
const SETTLING = 600;

const refused = "The relief needs WebGL2, which this browser does not give the page now.";
const lost =
  "The graphics card has been taken away from the page; the flat picture stands in for the relief.";

let view: Relief | null = null;

/** The relief, or back to the flat picture. */
export function toggleRelief(parts: Parts) {
  if (parts.store.value.relief === null) return;
  try {
    view ??= new Relief(parts);
  } catch {
    parts.store.set({ message: { kind: "note", text: refused } });
    return;
  }
  view.toggle();
}

class Relief implements PictureLayer {
  private readonly canvas = document.createElement("canvas");
  private readonly note = document.createElement("span");
  private readonly renderer: WebGLRenderer;
  private readonly stage = new Stage();
  private readonly eye = new PerspectiveCamera(FIELD_OF_VIEW, 1, 1, 10);
  private readonly table = new Turntable();
  private readonly resolution: AdaptiveResolution;
  private readonly turn: DrawingTurn;
  private readonly uniforms = makeUniforms();
  private readonly mesh: Mesh;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private scene: Scene | null = null;
  private grid = "";
  private began = 0;
  private stale = true;
  private drawn = "";
  private movedAt = 0;
  private sharpness = 1;
  private size = "";

  constructor(private readonly parts: Parts) {
    const { canvas, note } = this;
    const { store, picture, sheets } = parts;
    this.renderer = makeRenderer(canvas, true);
    this.resolution = new AdaptiveResolution(isSoftware(this.renderer));
    this.turn = new DrawingTurn(this.renderer.getContext() as WebGL2RenderingContext);
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      uniforms: this.uniforms,
      side: DoubleSide,
    });
    this.mesh = new Mesh(undefined, material);
    this.mesh.frustumCulled = false;
    this.stage.add(this.mesh);
    Object.assign(canvas, { className: "relief", id: "relief-view", tabIndex: 0, hidden: true });
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-roledescription", "relief");
    canvas.setAttribute("aria-describedby", "sentence");
    Object.assign(note, { className: "tag relief-note", hidden: true });
    sheets.append(canvas, note);
    handle(canvas, this.table, picture.camera);
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      if (store.value.relief) this.leave(lost);
      store.set({ message: { kind: "note", text: lost } });
    });
    canvas.addEventListener("webglcontextrestored", () => {
      this.turn.forget();
      if (store.value.message?.text === lost) store.set({ message: null });
    });
    onColours(() => {
      readMaterials(this.uniforms);
      this.stale = true;
    });
    // before the keys of the page, which Escape would leave other things by
    document.addEventListener("keydown", (event) => this.escape(event), true);
    store.watch(["tool", "beside"], ({ relief, tool, beside }) => {
      if (relief && (tool !== null || beside)) this.leave("");
    });
    picture.add(this);
  }

  toggle() {
    const { store, speech, picture, canvas } = this.parts;
    if (store.value.relief) return this.leave("Flat picture.");
    if (this.renderer.getContext().isContextLost()) {
      store.set({ message: { kind: "note", text: lost } });
      return;
    }
    store.set({ relief: true, tool: null, sketch: null });
    picture.cover = this;
    this.began = performance.now();
    this.stale = true;
    this.show(true);
    const before = document.activeElement;
    if (before === canvas || before === document.body) this.canvas.focus({ preventScroll: true });
    this.describe();
    speech.sayInstead(`Relief. ${this.note.textContent}. Arrow keys turn it, Escape goes back.`);
  }

  update(scene: Scene) {
    const old = this.scene;
    this.scene = scene;
    if (
      scene.frame !== old?.frame ||
      scene.field !== old.field ||
      scene.range[0] !== old.range[0] ||
      scene.range[1] !== old.range[1]
    ) {
      this.stale = true;
    }
  }

  draw(camera: Camera, now: number) {
    if (!this.scene || this.parts.picture.cover !== this) return;
    const risen = this.still.matches ? 1 : smooth((now - this.began) / RISE);
    const seen = [camera.version, this.table.version, risen].join();
    const moves = this.stale || seen !== this.drawn;
    if (this.resolution.watch(now, moves)) this.sharpness = this.resolution.sharpness;
    if (!this.turn.free(now)) return;
    if (moves) {
      this.movedAt = now;
      this.sharpness = Math.min(this.sharpness, this.resolution.sharpness);
    } else {
      if (this.sharpness === 1 || now - this.movedAt < SETTLING) return;
      this.sharpness = 1;
    }
    if (this.stale) this.take(this.scene);
    this.stale = false;
    this.drawn = seen;
    this.resize(camera);
    this.place(camera, risen);
    this.renderer.setClearColor(new Color(...rgb(colour("back"))));
    this.renderer.render(this.stage, this.eye);
    this.turn.take(now);
  }

  dispose() {
    this.renderer.dispose();
  }

  private leave(words: string) {
    const { store, speech, picture, canvas } = this.parts;
    const focused = document.activeElement === this.canvas;
    picture.cover = null;
    store.set({ relief: false });
    this.show(false);
    if (focused) canvas.focus({ preventScroll: true });
    if (words) speech.sayInstead(words);
  }

  private show(on: boolean) {
    this.canvas.hidden = !on;
    this.note.hidden = !on;
    this.parts.canvas.inert = on;
    this.parts.sheets.classList.toggle("covered", on);
  }

  private escape(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    if (event.key !== "Escape" || !this.parts.store.value.relief) return;
    if (target.closest("dialog, details[open], input:not([type=radio]), select, textarea")) return;
    event.preventDefault();
    this.leave("Flat picture.");
  }

  private describe() {
    if (!this.scene) return;
    const words = heightWords(this.scene);
    if (this.note.textContent === words) return;
    this.note.textContent = words;
    this.canvas.setAttribute(
      "aria-label",
      `Relief of the section: lithium behind, electrolyte in front. ${words}. Arrow keys turn it, Escape goes back to the flat picture, where probe and drawing are.`,
    );
  }

  /** The frame on its way to the card. */
  private take(scene: Scene) {
    const { columns, lithiumRows, electrolyteRows, interface: along } = scene.frame;
    const u = this.uniforms;
    const grid = [columns, lithiumRows, electrolyteRows].join();
    if (grid !== this.grid) {
      this.grid = grid;
      this.mesh.geometry.dispose();
      this.mesh.geometry = meshOf(columns, lithiumRows, electrolyteRows);
      const rows = lithiumRows + electrolyteRows;
      u.relief.value.dispose();
      u.contact.value.dispose();
      u.relief.value = texture(columns, rows, CHANNELS);
      u.contact.value = texture(columns, 1, 1);
      u.size.value.set(columns, rows);
      u.lithiumRows.value = lithiumRows;
    }
    writeRelief(scene, u.relief.value.image.data as Float32Array);
    (u.contact.value.image.data as Float32Array).set(along.contact);
    u.relief.value.needsUpdate = true;
    u.contact.value.needsUpdate = true;
    u.lut.value = lookup(scene.field.map);
    u.contour.value = contourHeight(scene);
    this.describe();
  }

  private resize({ canvasWidth, canvasHeight }: Camera) {
    const ratio = Math.min(2, window.devicePixelRatio) * this.sharpness;
    const size = [canvasWidth, canvasHeight, ratio].join();
    if (size === this.size) return;
    this.size = size;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(canvasWidth, canvasHeight, false);
    this.uniforms.sharpness.value = ratio;
  }

  private place({ left, top, width, height, canvasWidth, canvasHeight }: Camera, risen: number) {
    const { eye, uniforms: u } = this;
    const aspect = canvasWidth / canvasHeight;
    const span = SPAN * width;
    const block = { column: left + width / 2, row: top + height / 2, width, height, span };
    const { at, target, up, right } = this.table.eye(block, aspect, risen);
    eye.aspect = aspect;
    eye.position.set(...at);
    eye.up.set(...up);
    eye.lookAt(...target);
    const distance = eye.position.distanceTo(new Vector3(...target));
    eye.near = distance / 20;
    eye.far = 20 * distance;
    eye.updateProjectionMatrix();
    u.eye.value.set(...at);
    u.span.value = risen * span;
    // from the left of the picture and a little from the front, so that what rises to the eye keeps its colour
    u.light.value.set(-right[0] + 0.2 * right[1], -right[1] - 0.2 * right[0], 1.5).normalize();
  }
}

const smooth = (t: number) => {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
};

function makeUniforms() {
  return {
    relief: { value: texture(1, 1, CHANNELS) },
    contact: { value: texture(1, 1, 1) },
    lut: { value: lookup("batlow") },
    size: { value: new Vector2(1, 1) },
    lithiumRows: { value: 0 },
    span: { value: 1 },
    light: { value: new Vector3(0, 0, 1) },
    eye: { value: new Vector3() },
    contour: { value: 0 },
    sharpness: { value: 1 },
    ...materialUniforms(),
  };
}

function texture(width: number, height: number, channels: number): DataTexture {
  const made = new DataTexture(
    new Float32Array(channels * width * height),
    width,
    height,
    channels === 1 ? RedFormat : RGBAFormat,
    FloatType,
  );
  made.minFilter = NearestFilter;
  made.magFilter = NearestFilter;
  made.needsUpdate = true;
  return made;
}
