// How much of the page there is: all of it, for a room, or inside another page.
import type { Store, Ui } from "./store";

export function uiOf(search: string): Ui {
  const asked = new URLSearchParams(search).get("ui");
  return asked === "lesson" || asked === "bare" ? asked : "full";
}

/** Keeps what the style sheet follows on the root element. */
export function showPresentation(store: Store) {
  const root = document.documentElement;
  store.watch(["presenting", "ui"], ({ presenting, ui }) => {
    root.dataset["ui"] = ui;
    root.classList.toggle("presenting", presenting);
  });
}

/** For a room: fills the screen where the browser lets it. */
export function present(store: Store) {
  const presenting = !store.value.presenting;
  store.set({ presenting, panel: null });
  const done = presenting
    ? document.documentElement.requestFullscreen?.()
    : document.fullscreenElement && document.exitFullscreen();
  // A browser that does not fill the screen still shows the large page.
  Promise.resolve(done).catch(() => {});
}
