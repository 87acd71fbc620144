// The relief: the field that is shown as height over the section, in the same colours between the same limits, to be looked at from
// where one likes. It covers the flat picture, whose camera says which part is seen and whose lines lie on it like a cloth; probe
// and drawing stay there.
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
} from "three";
import type { Speech } from "../speech";
import type { Store } from "../store";
import type { Camera } from "../view/camera";
import { CardView } from "../view/card-view";
import { colour, rgb } from "../view/colour";
import { lookup, materialUniforms } from "../view/graphics-card";
import type { Picture, PictureLayer, Scene } from "../view/picture";
import { Drape } from "./drape";
import { handle } from "./hand";
import { CHANNELS, contourHeight, heightWords, writeRelief } from "./heights";
import { ReliefScale } from "./scale";
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
/** [px] of the picture that layers are chosen on, above, and words stand on, below; narrower than so much, layers take all of it */
const COVERED = { wide: [8, 42], narrow: [26, 28] };
const NARROW = 500;
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
  private readonly scale = new ReliefScale();
  private readonly card: CardView;
  private readonly stage = new Stage();
  private readonly eye = new PerspectiveCamera(FIELD_OF_VIEW, 1, 1, 10);
  private readonly table = new Turntable();
  private readonly drape = new Drape();
  readonly lens = this.drape.lens;
  private readonly uniforms = makeUniforms(this.drape);
  private readonly mesh: Mesh;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  private scene: Scene | null = null;
  private grid = "";
  private began = 0;
  private drawn = "";
  /** the field is on the card */
  private taken = false;
  /** cells that a CSS pixel covers in the middle of the picture */
  private pixel = 1;

  constructor(private readonly parts: Parts) {
    const { canvas, note } = this;
    const { store, picture, sheets } = parts;
    this.card = new CardView(canvas, {
      uniforms: this.uniforms,
      solid: true,
      settling: SETTLING,
    });
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
    sheets.append(canvas, this.scale.element, note);
    handle(canvas, this.table, picture.camera, () => this.pixel);
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      if (store.value.relief) this.leave(lost);
      store.set({ message: { kind: "note", text: lost } });
    });
    canvas.addEventListener("webglcontextrestored", () => {
      if (store.value.message?.text === lost) store.set({ message: null });
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
    if (this.card.isLost) {
      store.set({ message: { kind: "note", text: lost } });
      return;
    }
    store.set({ relief: true, tool: null, sketch: null });
    if (this.scene) this.spread(picture.camera, this.scene);
    picture.cover = this;
    this.began = performance.now();
    this.card.stale = true;
    this.show(true);
    const before = document.activeElement;
    if (before === canvas || before === document.body) this.canvas.focus({ preventScroll: true });
    this.describe();
    speech.sayInstead(
      `Relief. ${this.note.textContent}. Arrow keys turn it, with Shift they move it, Escape goes back.`,
    );
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
      this.card.stale = true;
      this.taken = false;
    }
  }

  draw(camera: Camera, now: number) {
    if (!this.scene || this.parts.picture.cover !== this) return;
    this.render(camera, now, this.scene);
    this.spread(camera, this.scene);
  }

  private render(camera: Camera, now: number, scene: Scene) {
    const { card, drape, stage, eye } = this;
    const risen = this.still.matches ? 1 : smooth((now - this.began) / RISE);
    const { lines } = this.parts.picture;
    const seen = [camera.version, this.table.version, risen].join();
    if (drape.differs(lines, card.ratio)) card.stale = true;
    if (!card.due(now, seen !== this.drawn)) return;
    if (!this.taken) this.take(scene);
    if (drape.differs(lines, card.ratio)) drape.take(lines, card.ratio);
    this.drawn = seen;
    this.place(camera, risen);
    stage.background = new Color(...rgb(colour("back")));
    card.draw(stage, eye, camera, now);
  }

  /** Lines are drawn for what the camera sees from the next picture on. */
  private spread(camera: Camera, { frame: { columns, lithiumRows, electrolyteRows } }: Scene) {
    this.drape.lieOn(camera, columns, lithiumRows + electrolyteRows);
  }

  dispose() {
    this.card.dispose();
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
    this.scale.element.hidden = !on;
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
      `Relief of the section: lithium behind, electrolyte in front. ${words}. Arrow keys turn it, with Shift they move it, Escape goes back to the flat picture, where probe and drawing are.`,
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
    this.taken = true;
    this.describe();
  }

  private place(camera: Camera, risen: number) {
    const { canvasWidth, canvasHeight } = camera;
    const { eye, uniforms: u } = this;
    // what stands on the picture leaves this much of its height
    const [over, under] = (canvasWidth < NARROW ? COVERED.narrow : COVERED.wide).map(
      (part) => risen * part,
    ) as [number, number];
    const clear = Math.max(canvasHeight / 2, canvasHeight - over - under);
    const aspect = canvasWidth / clear;
    // the flat picture goes on beyond the sides, as their image
    const { left, top, width, height } = this.shown(camera, risen);
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
    // sets the projection
    eye.setViewOffset(canvasWidth, clear, 0, -over, canvasWidth, canvasHeight);
    u.eye.value.set(...at);
    this.pixel = (2 * distance * Math.tan((FIELD_OF_VIEW * Math.PI) / 360)) / clear;
    u.span.value = risen * span;
    u.sharpness.value = this.card.ratio;
    // from the left of the picture and a little from the front, so that what rises to the eye keeps its colour
    u.light.value.set(-right[0] + 0.2 * right[1], -right[1] - 0.2 * right[0], 1.5).normalize();
    eye.updateMatrixWorld();
    const { frame } = this.scene!;
    this.scale.draw({ left, top, width, height }, eye, [canvasWidth, canvasHeight], this.pixel, {
      h: frame.h,
      height: (column, row) => this.heightAt(column, row, risen * span),
    });
  }

  /** The part of the section that has to be seen [cells]: from all that the flat picture shows to what there is. */
  private shown({ left, top, width, height }: Camera, risen: number) {
    const { x: columns, y: rows } = this.uniforms.size.value;
    const part = (start: number, length: number, all: number) => {
      const first = Math.max(0, start);
      const kept = Math.min(all, start + length) - first;
      return [start + risen * (first - start), length + risen * (kept - length)] as const;
    };
    const [[x, wide], [y, high]] = [part(left, width, columns), part(top, height, rows)];
    return { left: x, top: y, width: wide, height: high };
  }

  /** Of the surface at a place of the section [cells]. */
  private heightAt(column: number, row: number, span: number): number {
    const { data, width, height } = this.uniforms.relief.value.image;
    const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
    const cell = within(row, height) * width + within(column, width);
    return span * (data as Float32Array)[CHANNELS * cell]!;
  }
}

const smooth = (t: number) => {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
};

function makeUniforms({ texture: lines, view }: Drape) {
  return {
    lines: { value: lines },
    view: { value: view },
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
