// The numbers of a chart as a table that unfolds: for those who do not see the chart, and to copy from.
import "../style/values.css";
import { html, nothing } from "lit-html";

export interface Columns {
  /** what the table holds, for those who hear it */
  caption: string;
  heads: readonly string[];
  /** asked for while it is unfolded */
  rows(): readonly (readonly string[])[];
}

/** Of a long list so many, spread evenly, both ends among them. */
export function spread<T>(all: readonly T[], most = 40): T[] {
  if (all.length <= most) return [...all];
  return Array.from(
    { length: most },
    (_, k) => all[Math.round((k * (all.length - 1)) / (most - 1))]!,
  );
}

export class ValuesTable {
  private open = false;

  /** @param draw renders what the table stands in */
  constructor(private readonly draw: () => void) {}

  view({ caption, heads, rows }: Columns) {
    const toggled = ({ target }: Event) => {
      const { open } = target as HTMLDetailsElement;
      if (open === this.open) return;
      this.open = open;
      this.draw();
    };
    const row = ([first, ...others]: readonly string[]) =>
      html`<tr>
        <th scope="row">${first}</th>
        ${others.map((cell) => html`<td>${cell}</td>`)}
      </tr>`;
    return html`<details class="values" @toggle=${toggled}>
      <summary>Table</summary>
      <div class="scrolls" tabindex="0" role="region" aria-label=${caption}>
        <table>
          <caption class="unseen">${caption}</caption>
          <thead>
            <tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.open ? rows().map(row) : nothing}
          </tbody>
        </table>
      </div>
    </details>`;
  }
}
