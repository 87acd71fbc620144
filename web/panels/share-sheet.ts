// What can be taken away from a run beside its files: its link, a frame for other pages, a picture and a film.
import { html } from "lit-html";
import type { Actions } from "../actions";
import { save } from "../save-file";
import type { Store } from "../store";

const flat = "The flat picture, in relief too.";

/** Above this some programs cut addresses off [characters]. */
const longest = 2000;

export function shareSheet(store: Store, actions: Actions) {
  const copy = async (text: string, what: string) => {
    try {
      await navigator.clipboard.writeText(text);
      store.set({ message: { kind: "note", text: `${what} is copied.${warning(text)}` } });
    } catch {
      store.set({ message: { kind: "note", text } });
    }
  };
  const link = async () => copy(await actions.link(), "The link");
  const embed = async () => copy(frameOf(await actions.link()), "The code of the frame");
  return html`<button type="button" id="copy-link" @click=${link}>Copy link</button>
    <button type="button" id="copy-embed" @click=${embed}>Copy embed code</button>
    <button type="button" id="save-picture" title=${flat} @click=${() => picturing(store)}>Picture of now</button>
    <button type="button" id="film" title=${flat} @click=${() => filming(store, actions)}>Film of the run</button>
    <video id="filmed" controls playsinline hidden aria-label="Film of the run"></video>`;
}

/** Keeps the picture of now with sentence, time and legend. */
async function picturing(store: Store) {
  try {
    const { still } = await import("../studio");
    const { run, frame } = store.value;
    const time = Math.round(frame?.observables.time ?? 0);
    save(`${run?.name ?? "run"}-${time}s.png`, await still(store.value), "image/png");
  } catch {
    const text = "The picture could not be made; press the button to try again.";
    store.set({ message: { kind: "error", text } });
  }
}

let going = false;

/** Films what has been computed and keeps it as a file; pressed once more, it ends the film there. */
async function filming(store: Store, actions: Actions) {
  if (going) {
    going = false;
    return;
  }
  const button = document.getElementById("film")!;
  const video = document.getElementById("filmed") as HTMLVideoElement;
  going = true;
  try {
    const { film } = await import("../film");
    const { bytes, type, ending, pictures } = await film(store, actions, (done, of) => {
      button.textContent = `Filming ${done} of ${of}: stop`;
      return going;
    });
    const name = `${store.value.run?.name ?? "run"}.${ending}`;
    save(name, new Uint8Array(bytes), type);
    if (video.src) URL.revokeObjectURL(video.src);
    video.src = URL.createObjectURL(new Blob([bytes], { type }));
    video.hidden = false;
    store.set({ message: { kind: "note", text: `${name}: a film of ${pictures} pictures.` } });
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    store.set({ message: { kind: "error", text } });
  } finally {
    going = false;
    button.textContent = "Film of the run";
  }
}

const warning = (text: string) =>
  text.length > longest
    ? " It is long: where it is cut off on its way, send the downloaded scenario instead."
    : "";

/** A frame in which the run waits to be played. */
function frameOf(link: string): string {
  const address = link.replace("#", "?ui=lesson#");
  return `<iframe src="${address}" width="480" height="320" title="Voidscope" loading="lazy"></iframe>`;
}
