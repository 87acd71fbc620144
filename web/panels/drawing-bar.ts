// The tools that draw, below the picture while one is in hand.
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Drawing } from "../canvas/drawing";
import { drawingTools } from "../canvas/drawing-tools";
import { aboutOf, startsAgain } from "../canvas/drawing-words";
import type { State, Store } from "../store";
import { layerList } from "./layer-list";
import { mount } from "./panel";

export function drawingBar(host: HTMLElement, store: Store, drawing: Drawing) {
  mount(host, store, ["pulse", "run", "tool", "edits", "drawingNote", "undoable"], (state) =>
    bar(state, drawing),
  );
}

function bar(state: State, drawing: Drawing) {
  const { tool, undoable, drawingNote } = state;
  return html`<div class="drawing" id="drawing" ?hidden=${tool === null}>
    <fieldset class="chips">
      <legend class="unseen">Draw</legend>
      ${drawingTools.map(
        ({ name, label, key }) =>
          html`<label title=${aboutOf(name)}
            ><input
              type="radio"
              name="tool"
              value=${name}
              aria-keyshortcuts=${key}
              .checked=${live(name === tool)}
              @change=${() => drawing.pick(name)}
            /><span>${label}</span></label
          >`,
      )}
    </fieldset>
    <button type="button" class="quiet" ?disabled=${!undoable} @click=${() => drawing.undo()}>
      Undo
    </button>
    <button type="button" class="quiet" @click=${() => drawing.choose(null)}>Done</button>
    <span class="new-run" ?hidden=${!tool || !startsAgain(tool, state)}>new run</span>
    <p>${drawingNote}</p>
    ${tool === "layer" ? layerList(drawing) : nothing}
  </div>`;
}

/** Takes a tool up, and lays it down. */
export function drawingButton(host: HTMLElement, store: Store, drawing: Drawing) {
  mount(
    host,
    store,
    ["engine", "tool"],
    ({ engine, tool }) => html`<h2>Draw</h2>
      <p class="about">
        Voids in the lithium, drawn, filled and given another shape; flaws, grain boundaries, pores and layers in the electrolyte. The
        run takes them on its way; a tool that starts it again says so: <span class="new-run">new run</span>
      </p>
      <button
        id="draw"
        type="button"
        aria-pressed=${tool !== null}
        aria-controls="drawing"
        title="In the flat picture: from the relief it goes back to it."
        ?disabled=${engine !== "ready"}
        @click=${() => {
          store.set({ panel: null });
          drawing.choose(tool ? null : "void");
        }}
      >Draw in the section</button>`,
  );
}
