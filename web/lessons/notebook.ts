// What a learner has guessed, run and answered in each lesson; this tab keeps it.
import type { ObservableKey } from "../../core/observables";

export interface Result {
  outcome: number;
  beside?: number;
  /** of charge transfer in the spectrum: width [Ohm cm2], frequency of its top [Hz] */
  arc?: { width: number; frequency: number };
  seed?: number;
}

export interface Page {
  /** number of the choice */
  guess?: number;
  answer?: number;
  /** by the text of the control's value */
  results: Record<string, Result[]>;
}

export type Row = Readonly<Record<ObservableKey, number>>;

const shelf = (name: string) => `voidscope.lesson.${name}`;

export class Notebook {
  private readonly pages = new Map<string, Page>();

  page(name: string): Page {
    const page = this.pages.get(name) ?? read(name) ?? { results: {} };
    this.pages.set(name, page);
    return page;
  }

  write(name: string, change: Partial<Omit<Page, "results">>) {
    Object.assign(this.page(name), change);
    this.save(name);
  }

  /** Adds a result; one of the same seed is replaced. */
  note(name: string, value: string, result: Result) {
    const { results } = this.page(name);
    const others = (results[value] ?? []).filter(({ seed }) => seed !== result.seed);
    results[value] = [...others, result];
    this.save(name);
  }

  private save(name: string) {
    try {
      sessionStorage.setItem(shelf(name), JSON.stringify(this.page(name)));
    } catch {
      // A browser that stores nothing keeps it until the page is left.
    }
  }
}

function read(name: string): Page | undefined {
  try {
    const page = JSON.parse(sessionStorage.getItem(shelf(name)) ?? "null");
    return page?.results ? page : undefined;
  } catch {
    return undefined;
  }
}
