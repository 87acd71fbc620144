// What to cite for a run: the program and its kernel, the run itself, and where each value that it was computed with comes from.
import { html, nothing } from "lit-html";
import type { RunRecord } from "../../core/record";
import type { Actions } from "../actions";
import { duration } from "../format";
import type { Store } from "../store";

/** What stands in a text about it. */
export interface Citation {
  program: string;
  run: string;
  /** Each source with the values taken from it. */
  sources: [source: string, values: string[]][];
}

export function citationOf(record: RunRecord): Citation {
  const { versions, wasm, scenario, seed, summary, citations } = record;
  const values = new Map<string, string[]>();
  for (const { property, value, source } of citations) {
    values.set(source, [...(values.get(source) ?? []), `${property} ${value}`]);
  }
  const { length: hands } = scenario.edits;
  const byHand = hands === 0 ? "" : `, ${hands} ${hands === 1 ? "change" : "changes"} by hand`;
  return {
    program: `The Voidscope contributors: Voidscope ${versions.voidscope}, kernel ${wasm.sha256.slice(0, 12)}.`,
    run: `“${scenario.title}”, seed ${seed}, ${duration(Number(summary["time_s"]))} in ${summary["steps"]} time steps${byHand}; record.json gives it again to the bit.`,
    sources: [...values].sort(([a], [b]) => a.localeCompare(b)),
  };
}

export function citationText({ program, run, sources }: Citation): string {
  const lines = sources.map(([source, values]) => `- ${source} (${values.join(", ")})`);
  return [program, run, "Values from:", ...lines, ""].join("\n");
}

export class CiteRun {
  private open = false;
  private citation: Citation | null = null;
  private of: unknown = null;

  constructor(
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly draw: () => void,
  ) {}

  view() {
    const toggled = ({ target }: Event) => {
      this.open = (target as HTMLDetailsElement).open;
      if (this.open) void this.ask();
    };
    // another run has other sources
    if (this.open && this.of !== this.store.value.run) void this.ask();
    return html`<details class="cite" id="cite" @toggle=${toggled}>
      <summary>Cite this run</summary>
      ${this.citation ? this.words(this.citation) : nothing}
    </details>`;
  }

  private words(citation: Citation) {
    const { program, run, sources } = citation;
    return html`<p>${program}</p>
      <p>${run}</p>
      <p>Values from:</p>
      <ul>
        ${sources.map(([source, values]) => html`<li>${source} <span class="soft">(${values.join(", ")})</span></li>`)}
      </ul>
      <p>
        What the model is held against, and where it misses: <code>voidscope validate</code> in the
        terminal, <code>docs/validation.md</code> in the program's documentation.
      </p>
      <div class="files">
        <button type="button" id="copy-citation" @click=${() => this.copy(citation)}>Copy citation</button>
        <button type="button" class="quiet" @click=${() => this.ask()}>Of the run as it is now</button>
      </div>`;
  }

  private async ask() {
    const { run } = this.store.value;
    this.of = run;
    const text = await this.actions.record().catch(() => "");
    if (text && this.store.value.run === run) this.citation = citationOf(JSON.parse(text));
    this.draw();
  }

  private async copy(citation: Citation) {
    const text = citationText(citation);
    try {
      await navigator.clipboard.writeText(text);
      this.store.set({ message: { kind: "note", text: "The citation is copied." } });
    } catch {
      this.store.set({ message: { kind: "note", text } });
    }
  }
}
