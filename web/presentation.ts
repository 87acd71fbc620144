// How much of the page there is: all of it, for a room, or inside another page.
import type { Store, Ui } from "./store";
import { recolour } from "./view/colour";

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
    // type on charts has another size
    recolour();
  });
}

/** A run that nobody sees waits, unless it is to be computed as fast as it goes: in a hidden tab, and inside another page
 * out of sight. */
export function restUnseen(store: Store, picture: Element, toggle: () => void) {
  let waits = false;
  let inSight = true;
  const look = () => {
    const { playing, speed, ui } = store.value;
    const seen = !document.hidden && (inSight || ui === "full");
    if (!seen && playing && Number.isFinite(speed)) {
      waits = true;
      toggle();
    } else if (seen && waits) {
      waits = false;
      if (!playing) toggle();
    }
  };
  document.addEventListener("visibilitychange", look);
  new IntersectionObserver(([entry]) => {
    inSight = entry?.isIntersecting ?? true;
    look();
  }).observe(picture);
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
