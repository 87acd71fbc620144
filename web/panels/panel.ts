// A panel: a template of the state, rendered into its place on the page when the state changes.
import { render } from "lit-html";
import type { Key, State, Store } from "../store";

/** Renders `view` into `host` now and after each change of one of the keys. Returns what renders it once more. */
export function mount(
  host: HTMLElement,
  store: Store,
  keys: Key[],
  view: (state: Readonly<State>) => unknown,
): () => void {
  const draw = () => {
    render(view(store.value), host);
  };
  store.watch(keys, draw);
  return draw;
}
