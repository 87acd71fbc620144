// The protocol, with the step that runs now, and what has happened, newest first.
import { duration } from "../format";
import type { Store } from "../store";
import { el, part, say } from "./dom";

const shownEvents = 60;

export function events(store: Store) {
  const steps = el("ol", { class: "protocol" });
  const list = el("ol", { class: "log", reversed: true });
  const about = el("p", { class: "about" });
  part("events").append(el("h2", {}, "Protocol"), about, steps, el("h2", {}, "Events"), list);
  let current = -1;

  store.watch(["run"], ({ run }) => {
    current = -1;
    say(about, run?.description ?? "");
    steps.replaceChildren(...(run?.protocol ?? []).map((text) => el("li", {}, text)));
  });
  store.watch(["pulse"], ({ frame }) => {
    const now = frame?.observables.protocolStep ?? 0;
    if (now === current) return;
    current = now;
    [...steps.children].forEach((item, i) => {
      item.toggleAttribute("aria-current", i === now);
      item.classList.toggle("done", i < now);
    });
    const active = steps.children[now] as HTMLElement | undefined;
    if (active) steps.scrollTop = active.offsetTop - steps.clientHeight / 2;
  });
  store.watch(["events"], ({ events: all }) => {
    list.replaceChildren(
      ...all
        .slice(-shownEvents)
        .reverse()
        .map((event) =>
          el("li", { class: event.kind }, el("time", {}, duration(event.time)), " ", event.message),
        ),
    );
  });
}
