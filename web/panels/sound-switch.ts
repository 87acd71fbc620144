// The switch of the sound. It begins with what a hand does, as browsers ask for: with the switch, or, where this browser
// keeps it on, with the first press on the page.
import { html, render } from "lit-html";
import { Setting } from "../setting";
import { IN_WORDS } from "../sound";
import type { Store } from "../store";

const setting = new Setting("sound", false);
const presses = ["pointerup", "keydown"] as const;

export function soundSwitch(host: HTMLElement, store: Store) {
  const isMissing = !("AudioContext" in globalThis);
  let context: AudioContext | undefined;
  let stop: (() => void) | undefined;

  /** The context is made within the press, before anything is waited for. */
  const begin = async () => {
    for (const press of presses) removeEventListener(press, begin);
    if (!setting.on || context) return;
    const made = new AudioContext();
    context = made;
    const { play } = await import("../sound-player");
    if (context === made) stop = play(store, made);
    else void made.close();
  };
  const end = () => {
    stop?.();
    stop = undefined;
    context = undefined;
  };
  const switched = (event: Event) => {
    setting.on = (event.target as HTMLInputElement).checked;
    if (setting.on) void begin();
    else end();
  };
  if (setting.on && !isMissing) for (const press of presses) addEventListener(press, begin);
  render(
    html`<h2>Sound</h2>
      <label class="switch"
        ><input
          type="checkbox"
          id="sound-on"
          aria-describedby="sound-about"
          ?disabled=${isMissing}
          .checked=${setting.on && !isMissing}
          @change=${switched}
        />Sound of the current</label
      >
      <p class="about" id="sound-about">
        ${isMissing ? "This browser has no Web Audio, so that the current cannot be heard here." : IN_WORDS}
      </p>`,
    host,
  );
}
