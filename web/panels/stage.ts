// The stage: the picture with what stands on it, and what explains it below.
import { html, nothing, render } from "lit-html";
import type { Frame, Observables } from "../../sim/types";
import { formula, quantities, show } from "../format";
import type { State, Store } from "../store";
import type { Camera } from "../view/camera";
import type { OpenedRun } from "../worker-protocol";
import { failure } from "./failure";
import { layerPicker } from "./layer-picker";
import { legend } from "./legend";

export interface StageParts {
  /** takes pointer and keys, and shows the section */
  canvas: HTMLCanvasElement;
  /** over it, for lines and tags */
  sheets: HTMLElement;
  /** below it, the tools that draw */
  tools: HTMLElement;
  /** as wide as it is */
  profile: HTMLElement;
  /** below that, the cathode of a full cell */
  cathode: HTMLElement;
}

interface Hooks {
  camera: Camera;
  /** the section as a relief, and back */
  relief: () => void;
  restart: () => void;
}

/** Steps of the buttons that magnify. */
const step = 1.6;

/** The places of the picture's layers; they stay, whatever is rendered around them. */
export function makeStageParts(): StageParts {
  const part = <T extends keyof HTMLElementTagNameMap>(tag: T, className: string) =>
    Object.assign(document.createElement(tag), { className });
  const canvas = part("canvas", "section");
  canvas.id = "section";
  canvas.tabIndex = 0;
  for (const [name, value] of [
    ["role", "application"],
    ["aria-roledescription", "section"],
    ["aria-label", "Section: lithium above, electrolyte below. Arrow keys move a probe."],
    ["aria-describedby", "sentence"],
  ] as const) {
    canvas.setAttribute(name, value);
  }
  const [sheets, tools] = [part("div", "sheets"), part("div", "tools")];
  const [profile, cathode] = [part("div", "strip-chart"), part("div", "cathode")];
  return { canvas, sheets, tools, profile, cathode };
}

export function stage(
  host: HTMLElement,
  store: Store,
  { canvas, sheets, tools, profile, cathode }: StageParts,
  { camera, relief, restart }: Hooks,
) {
  const draw = () => {
    const state = store.value;
    canvas.classList.toggle("draws", state.tool !== null);
    render(
      html`<div class="picture" id="picture">
          ${canvas}${sheets}${tags(state)}
          ${layerPicker(state, (layer) => store.set({ layer }))}${zoomButtons(camera, state, relief)}
          ${failure(state, restart)}
        </div>
        ${tools}
        <div class="profile" id="profile">${profile}</div>
        ${cathode}
        ${legend(state)}`,
      host,
    );
  };
  store.watch(["pulse", "run", "layer", "range", "events", "tool"], draw);
  store.watch(["engine", "problem", "status", "relief"], draw);
}

/** [m] More behind the section is as good as any. */
const plenty = 20e-6;

function reservoir(rows: readonly Observables[], frame: Frame | null) {
  const left = frame?.observables.reservoir ?? plenty;
  const first = rows[0]?.reservoir ?? left;
  if (first >= plenty || !(first > 0)) return nothing;
  return html` · ${show(quantities.length, Math.max(0, left), 2)}
    <i class="gauge" .style=${`--left: ${Math.max(0, left / first)}`}></i> left behind`;
}

/** How far the fastest front is, where the pellet goes on below the picture. */
function infiltrated(run: OpenedRun | null, frame: Frame | null) {
  const share = frame?.observables.infiltration ?? 0;
  if (!run || !(share > 0)) return nothing;
  const { pellet } = run.geometry;
  return html`<span class="more"> · lithium is through ${show(quantities.length, share * pellet, 2)} of
    ${show(quantities.length, pellet, 3)} <i class="gauge" .style=${`--left: ${share}`}></i></span>`;
}

function tags({ frame, run, rows }: State) {
  const pressure = frame ? `↓ ${show(quantities.stress, frame.observables.stackPressure)}` : "";
  return html`<span class="tag lithium" title="Pull it down to press harder">Lithium <span id="platen">${pressure}</span>${reservoir(rows, frame)}</span>
    <span class="tag electrolyte">${run ? formula(run.electrolyte) : ""}${infiltrated(run, frame)}</span>`;
}

function zoomButtons(camera: Camera, { relief }: State, toggle: () => void) {
  return html`<fieldset class="zoom">
    <legend class="unseen">Magnification</legend>
    <button type="button" aria-label="Magnify" @click=${() => camera.zoom(step)}>+</button>
    <button type="button" aria-label="Reduce" @click=${() => camera.zoom(1 / step)}>−</button>
    <button type="button" aria-label="Back to the first view" @click=${() => camera.home()}>⤢</button>
    <button type="button" id="relief" aria-pressed=${relief} ?hidden=${relief === null} @click=${toggle}>Relief</button>
  </fieldset>`;
}
