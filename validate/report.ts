// docs/validation.md and its pictures from the verdicts.

import { draw } from "../plots/draw";
import type { Figure, Series } from "../plots/figure";
import { type Checked, targetWords, type Verdict } from "./check";
import { TOPICS } from "./topics";

export interface Report {
  /** The page. */
  text: string;
  /** File name -> SVG, for docs/images/validation. */
  pictures: ReadonlyMap<string, string>;
}

const HEAD = ["case", "quantity", "expected", "got", "conditions", "source"];
const cell = (text: string) => text.replaceAll("|", "\\|");
const line = (entries: readonly string[]) => `| ${entries.map(cell).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");

/** As many digits as the target asks for. */
function figureOf({ got, target }: Verdict): string {
  const allowed =
    "relative" in target ? target.relative : "absolute" in target ? target.absolute : 1;
  return String(Number(got.toPrecision(allowed < 1e-5 ? 10 : 4)));
}

function row({ verdict: v }: Checked): string[] {
  const { expected, tolerance } = targetWords(v.target);
  const got = v.error ?? figureOf(v);
  const wanted = tolerance === "" ? expected : `${expected} (${tolerance})`;
  return [v.id, v.quantity, wanted, v.passed ? got : `**${got}**`, v.conditions, v.source];
}

/** Series of the same name are one. */
function joined(all: readonly Series[]): Series[] {
  const byName = new Map<string, Series>();
  for (const s of all) {
    const before = byName.get(s.name);
    byName.set(s.name, before ? { ...s, points: [...before.points, ...s.points] } : s);
  }
  return [...byName.values()];
}

/** What is drawn for a group of cases, figure by figure. */
function figures(group: readonly Checked[]): [Figure, Series[]][] {
  const byFigure = new Map<Figure, Series[]>();
  for (const { one, verdict } of group) {
    if (!one.picture) continue;
    const { figure } = one.picture;
    byFigure.set(figure, [...(byFigure.get(figure) ?? []), ...(verdict.series ?? [])]);
  }
  return [...byFigure].map(([figure, series]) => [figure, joined(series)]);
}

/** The page and its pictures. */
export function report(checked: readonly Checked[]): Report {
  const pictures = new Map<string, string>();
  const summary: string[][] = [];
  const sections: string[] = [];
  for (const topic of TOPICS) {
    const group = checked.filter(({ one }) => one.topic === topic.id);
    if (group.length === 0) continue;
    const missed = group.filter(({ verdict }) => !verdict.passed);
    const anchor = `${topic.id} ${topic.title}`
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-");
    summary.push([
      topic.id,
      `[${topic.title}](#${anchor})`,
      String(group.length - missed.length),
      missed.map(({ verdict }) => verdict.id).join(", "),
    ]);
    const images = figures(group).map(([figure, series]) => {
      const name = `${figure.id}.svg`;
      if (pictures.has(name)) throw new Error(`figure ${figure.id} is drawn for two topics`);
      pictures.set(name, draw(figure, series));
      return `![${figure.title}](images/validation/${name})\n\n`;
    });
    const reasons = missed.flatMap(({ one, verdict }) =>
      one.reason ? [`\n\n**${verdict.id}** is missed: ${one.reason}`] : [],
    );
    sections.push(
      `## ${topic.id} ${topic.title}\n\n${images.join("")}${table(HEAD, group.map(row))}${reasons.join("")}`,
    );
  }
  const text = `# Validation

What \`npx voidscope validate --long\` checks, as of the last \`npm run validation\`, which writes this page and its pictures. Targets are
numbered N for the numerics, A for closed forms, B for published computations and C for experiments. A tolerance without "%" or "rel." is
absolute; a figure in bold misses its target, with the reason below its table. In the pictures, grey and hollow is what the source gives,
colour is this build.

One default parameter set. The measured critical currents were used to fit one constant of the model (the Taylor constant of the
sink spacing): that they are met shows that the coupled section keeps the onset, not that the mechanism is right.

${table(["target", "what", "cases that hold", "cases that miss"], summary)}

${sections.join("\n\n")}
`;
  return { text, pictures };
}
