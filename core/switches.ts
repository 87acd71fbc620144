// Every closure and switch of the model as a list: path for --set, default, how well it stands, whose it is. Read from the
// schema itself, for `voidscope list switches`, docs/model.md and the page.

import { type ClosureStatus, closures } from "./closures";
import { MECHANISMS } from "./mechanisms";
import { REMEDIES, remedyTexts } from "./remedies";
import { normalise } from "./scenario";

/** Where each stands in a scenario that says nothing about it. */
export const SWITCHES: readonly ClosureStatus[] = closures(
  normalise({ protocol: ["Rest for 1 s"] }),
);

/** As a table of docs/model.md. */
export function switchTable(): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = SWITCHES.map(
    ({ path, value, status, source, description }) =>
      `| \`${path}\` | \`${JSON.stringify(value)}\` | ${cell(description)} | ${status} | ${cell(source)} |`,
  );
  return ["| entry | default | meaning | stands | source |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

/** The mechanisms as a table of docs/model.md. */
export function mechanismTable(): string {
  const rows = MECHANISMS.map(({ name, title, predicts, changes, source }) => {
    const set = Object.entries(changes).map(([path, to]) => `\`${path}=${to}\``);
    return `| \`${name}\` | ${title} | ${predicts} | ${set.join(", ")} | ${source} |`;
  });
  const head = ["| name | assumes | predicts | sets | after |", "|---|---|---|---|---|"];
  return [...head, ...rows].join("\n");
}

/** The remedies as a table of docs/model.md. */
export function remedyTable(): string {
  const rows = REMEDIES.map((one) => {
    const { name, family, title, says } = one;
    return `| \`${name}\` | ${family} | ${title} | ${says} | ${remedyTexts(one).join("; ")} |`;
  });
  const head = ["| name | kind | what it is | what it says | changes |", "|---|---|---|---|---|"];
  return [...head, ...rows].join("\n");
}
