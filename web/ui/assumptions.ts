// The closures and switches of the model, each with how well it stands and whose it is; a change starts the run again.
// Mechanisms set several at once.
import type { ClosureStatus } from "../../core/closures";
import { MECHANISMS } from "../../core/mechanisms";
import type { Actions } from "../actions";
import type { Store } from "../store";
import { el, part, say } from "./dom";

/** "physics.vacancySinks" -> "Vacancy sinks". */
export function labelOf(path: string): string {
  const key = path.split(".").at(-1)!;
  const words = key.replace(
    /([a-z])([A-Z])/g,
    (_, a: string, b: string) => `${a} ${b.toLowerCase()}`,
  );
  return (words[0]!.toUpperCase() + words.slice(1)).replace(/^Sei\b/, "SEI");
}

export function assumptions(store: Store, actions: Actions) {
  const choice = el("select", { id: "mechanism" });
  choice.append(
    el("option", { value: "" }, "As the switches below stand"),
    ...MECHANISMS.map(({ name, title }) => el("option", { value: name }, title)),
  );
  const about = el("p", { class: "help" });
  const undo = el("button", { type: "button", class: "quiet" }, "Undo all changes");
  const list = el("div", { class: "assumed" });
  const count = el("span", {});
  const fold = el("details", {}, el("summary", {}, "Closures and switches ", count), list);
  part("assumptions").append(
    el("h2", {}, "Assumptions"),
    el("label", { class: "mechanism" }, el("span", {}, "Mechanism"), choice),
    about,
    fold,
    undo,
  );

  choice.onchange = () => {
    const chosen = MECHANISMS.find(({ name }) => name === choice.value);
    say(about, chosen ? `Predicts: ${chosen.predicts}. ${chosen.source}.` : "");
    if (chosen) void actions.change([`mechanism=${chosen.name}`]);
  };
  undo.onclick = () => {
    choice.value = "";
    say(about, "");
    void actions.change([], true);
  };

  let drawn: readonly ClosureStatus[] | undefined;
  store.watch(["run"], ({ run }) => {
    if (!run || run.closures === drawn) return;
    drawn = run.closures;
    say(count, `(${drawn.length})`);
    const focused = document.activeElement?.id;
    list.replaceChildren(...groups(drawn, actions));
    if (focused) document.getElementById(focused)?.focus();
  });
  store.watch(["engine"], ({ engine }) => {
    for (const input of part("assumptions").querySelectorAll("input, select, button")) {
      (input as HTMLInputElement).disabled = engine !== "ready";
    }
  });
}

/** The entries by section of the scenario, the void model first, flags before numbers. */
function groups(all: readonly ClosureStatus[], actions: Actions): HTMLElement[] {
  const sections = [...new Set(all.map(({ path }) => sectionOf(path)))];
  sections.sort((a, b) => Number(b === "physics") - Number(a === "physics"));
  const late = ({ value }: ClosureStatus) => Number(typeof value !== "boolean");
  return sections.flatMap((section) => [
    el("h3", {}, TITLES[section] ?? labelOf(section)),
    ...all
      .filter(({ path }) => sectionOf(path) === section)
      .sort((a, b) => late(a) - late(b))
      .map((closure) => row(closure, actions)),
  ]);
}

const sectionOf = (path: string) => path.split(".")[0]!;
const TITLES: Record<string, string> = { physics: "Void model" };

function row({ path, value, status, source, description }: ClosureStatus, actions: Actions) {
  const id = `set-${path.replaceAll(".", "-")}`;
  const flag = typeof value === "boolean";
  const input = flag
    ? el("input", { type: "checkbox", id, checked: value, "aria-describedby": `${id}-about` })
    : el("input", {
        type: "text",
        id,
        value: String(value),
        autocomplete: "off",
        "aria-describedby": `${id}-about`,
      });
  input.onchange = async () => {
    const to = flag ? String(input.checked) : input.value.trim();
    if (await actions.change([`${path}=${to}`])) return;
    // refused, in a sentence above: back to what holds
    if (flag) input.checked = value;
    else input.value = String(value);
  };
  return el(
    "div",
    { class: "closure" },
    el("label", { for: id }, labelOf(path)),
    input,
    el(
      "p",
      { id: `${id}-about` },
      el("b", { class: `stands ${status}` }, status),
      ` ${description}. `,
      el("cite", {}, source),
    ),
  );
}
