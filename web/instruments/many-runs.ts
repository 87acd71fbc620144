// Many runs for one instrument: started, followed, cancelled; what came of each, and the files and the run of one of them. Goes on
// while something else is looked at.
import { html, nothing } from "lit-html";
import type { ObservableKey } from "../../core/observables";
import type { Store } from "../../sweep/memory-store";
import { isBroken, type Row } from "../../sweep/row";
import { sweep } from "../../sweep/sweep";
import type { Curve, Prepared } from "../case-worker";
import { duration } from "../format";
import type { Bench } from "../panels/instruments";
import { save } from "../save-file";
import { sentenceOf } from "../worker-protocol";
import { askOnce, Cancelled, CaseEngine, workersHere } from "./case-engine";
import type { CaseRequest } from "./case-plans";

/** [s] that one case may take. */
const LIMIT = 600;

/** What one case is called, and what it can be told apart by in the name of a file. */
export interface Named {
  words: string;
  file: string;
}

export class ManyRuns {
  state: "none" | "running" | "done" | "cancelled" = "none";
  /** Why there is nothing, one sentence. */
  trouble = "";
  plan: Prepared | null = null;
  readonly rows = new Map<number, Row>();
  readonly curves = new Map<number, Curve>();
  /** Of the scenario that was looked at, which need not be the one that is shown by now. */
  name = "";
  title = "";
  /** Where the page, its run and a worker would have to share two cores, pictures would come seldom. */
  private pausing = (navigator.hardwareConcurrency || 1) < 3;
  private engine: CaseEngine | null = null;
  private since = 0;

  constructor(
    private readonly bench: Bench,
    /** what one case is, in a sentence and in a file's name */
    private readonly named: (n: number) => Named,
    private readonly draw: () => void,
  ) {}

  /** Computes what is asked for; `told` says what has come of it once all of it is there. */
  async start(
    request: (scenario: string) => CaseRequest,
    keys: ObservableKey[],
    told: () => string,
  ) {
    const { store, actions, speech } = this.bench;
    const { run, playing } = store.value;
    if (!run || this.state === "running") return;
    this.clear(run.name, run.title);
    const pauses = this.pausing && playing;
    if (pauses) actions.toggle();
    try {
      const scenario = await actions.scenario();
      this.plan = await askOnce((api) => api.prepare(request(scenario)));
      await this.compute(this.plan, keys);
      this.state = "done";
      speech.say(told());
    } catch (cause) {
      this.state = cause instanceof Cancelled ? "cancelled" : "none";
      if (this.state === "none") this.trouble = sentenceOf(cause);
      speech.say(this.trouble || "Cancelled.");
    } finally {
      if (pauses && store.value.run === run && !store.value.playing) actions.toggle();
      this.draw();
    }
  }

  private clear(name: string, title: string) {
    Object.assign(this, { state: "running", trouble: "", plan: null, name, title });
    this.rows.clear();
    this.curves.clear();
    this.since = performance.now();
    this.draw();
  }

  private async compute(plan: Prepared, keys: ObservableKey[]) {
    const kernel = await this.bench.actions.kernel();
    const engine = new CaseEngine(kernel, plan.text, plan.cases, keys, (n, curve) =>
      this.curves.set(n, curve),
    );
    this.engine = engine;
    try {
      await sweep(plan, this.store(), engine, {
        ...{ limit: LIMIT, blockSeconds: 0, shard: 0, shards: 1 },
        onRows() {},
        interrupted: async () => false,
      });
    } finally {
      this.engine = null;
      await engine.close();
    }
  }

  /** The rows, as the sweep keeps them. */
  private store(): Store {
    const { rows } = this;
    return {
      has: (n) => rows.has(n),
      get done() {
        return rows.size;
      },
      add: async (more) => {
        const before = rows.size;
        for (const row of more) rows.set(row.case, row);
        this.draw();
        return rows.size - before;
      },
      rows: async () => this.sorted(),
      close() {},
    };
  }

  private sorted = () => [...this.rows.values()].sort((a, b) => a.case - b.case);

  cancel() {
    void this.engine?.close();
  }

  /** Value of a kept column in case `n`, SI; null where there is none. */
  value(n: number, column: string): number | null {
    return this.rows.get(n)?.values[this.plan!.columns.indexOf(column)] ?? null;
  }

  /** Opens the run of a case; of a search, its trial at `current` [A/m2]. */
  async open(n: number, current: number | null = null) {
    const { actions, store } = this.bench;
    const { plan, name } = this;
    try {
      const text = await askOnce((api) => api.scenario(plan!.text, n, current));
      await actions.open({ text, fileName: `${name}-${this.named(n).file}.json` });
    } catch (cause) {
      store.set({ message: { kind: "error", text: sentenceOf(cause) } });
    }
  }

  /** Start or cancel, the choice to pause, how far it is, and which cases have no result. */
  controls(start: () => void, what: string) {
    const running = this.state === "running";
    const choose = (event: Event) => {
      this.pausing = (event.target as HTMLInputElement).checked;
    };
    return html`<label class="pausing"
        ><input type="checkbox" name="pausing" .checked=${this.pausing} ?disabled=${running} @change=${choose} />Pause the shown run
        meanwhile, so that these go faster</label
      >
      <p class="choice">
        <button type="button" class="compute" ?disabled=${running} @click=${start}>${what}</button>
        ${running ? html`<button type="button" class="cancel" @click=${() => this.cancel()}>Cancel</button>` : nothing}
      </p>
      ${this.progress()} ${this.failures()}`;
  }

  private progress() {
    const { plan, rows, state } = this;
    if (state === "none" || !plan) return state === "running" ? html`<p>Checking …</p>` : nothing;
    const { size } = rows;
    if (state !== "running") {
      const end = state === "done" ? "All" : "Cancelled after";
      return html`<p class="soft">${end} ${size} of “${this.title}”.</p>`;
    }
    const seconds = (performance.now() - this.since) / 1000;
    const left =
      size > 0 ? `, about ${duration((seconds / size) * (plan.cases - size))} to go` : "";
    const many = workersHere();
    return html`<p class="row">
      <progress max=${plan.cases} value=${size} aria-label="Cases that are done"></progress>
      <span>${size} of ${plan.cases}${left}; ${many} ${many > 1 ? "workers" : "worker"}.</span>
    </p>`;
  }

  /** Cases without a result, each with the reason. */
  private failures() {
    const broken = this.sorted().filter(isBroken);
    if (broken.length === 0) return nothing;
    return html`<ul class="broken">
      ${broken.map((row) => html`<li>${this.named(row.case).words}: ${row.status}. ${row.reason}</li>`)}
    </ul>`;
  }

  /** Files: the rows, and the plan for the terminal. */
  files(kind: string) {
    const { plan, name } = this;
    if (!plan || this.rows.size === 0) return nothing;
    const rows = async () => {
      const table = await askOnce((api) => api.table(plan.text, this.sorted()));
      save(`${name}-${kind}.csv`, table, "text/csv");
    };
    const ofPlan = () => {
      const text = JSON.stringify(JSON.parse(plan.text), null, 2);
      save(`${name}-${kind}-plan.json`, text, "application/json");
    };
    return html`<p class="choice">
        <button type="button" class="save" @click=${rows}>Download CSV</button>
        <button type="button" class="save-plan" @click=${ofPlan}>Download plan</button>
      </p>
      <p class="soft">
        The plan gives the same numbers in the terminal: <code>npx voidscope sweep ${name}-${kind}-plan.json --out out/${kind}</code>
      </p>`;
  }
}
