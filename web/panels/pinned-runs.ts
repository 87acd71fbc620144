// Runs that are kept beside the present one, to compare with: their curve, dashed, and the picture that they ended with.
import { duration } from "../format";
import type { PinnedRun, Store } from "../store";
import { smallPicture } from "../view/small-picture";

/** The oldest go when there are more. */
const most = 3;
let count = 0;

/** Keeps the run as it stands; `auto`: because it has to start again, in place of the last one that was kept for that. */
export function pinRun(store: Store, auto = false) {
  const { run, rows, past, pinned, frame } = store.value;
  if (!run || !frame || past < 2) return;
  const id = ++count;
  const label = auto ? "run before" : `kept ${id}`;
  const one: PinnedRun = {
    id,
    label,
    about: `It stood at ${duration(frame.observables.time)}.`,
    name: run.name,
    rows: rows.slice(0, past),
    picture: smallPicture(store.value),
    auto,
  };
  const others = auto ? pinned.filter((other) => !other.auto) : pinned;
  store.set({ pinned: [...others, one].slice(-most) });
}
