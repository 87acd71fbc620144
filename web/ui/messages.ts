// Trouble in words: a bar for what the person can mend, a panel over the picture when the engine is gone.
import type { Store } from "../store";
import { el, part } from "./dom";

export function messages(store: Store, restart: () => void) {
  store.watch(["message"], ({ message }) => {
    const bar = part("message");
    if (!message) {
      bar.replaceChildren();
      return;
    }
    const close = el("button", { type: "button", class: "quiet" }, "Close");
    close.onclick = () => store.set({ message: null });
    bar.replaceChildren(el("div", { class: message.kind }, el("p", {}, message.text), close));
  });
  store.watch(["engine", "problem"], ({ engine, problem }) => {
    const panel = part("failure");
    panel.hidden = engine !== "failed";
    if (engine !== "failed") return;
    const again = el("button", { type: "button", class: "primary" }, "Start again");
    again.onclick = restart;
    panel.replaceChildren(el("h2", {}, "The engine is not running"), el("p", {}, problem), again);
  });
}

/** The sentence of an error, without the class name that browsers put before it. */
export function words(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
