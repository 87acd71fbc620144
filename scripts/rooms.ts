// The figure of the rooms in docs/architecture.md: what may import what, and the kernel's own rooms beside it.

/** What a part may import besides itself: one way, page and terminal -> run -> documents. */
export const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  assembly: [],
  core: ["data"],
  sim: ["core"],
  api: ["sim", "core", "data"],
  plots: ["core"],
  bench: ["plots", "sweep", "sim", "core"],
  validate: ["plots", "bench", "sim", "core"],
  sweep: ["sim", "core"],
  fit: ["sweep", "sim", "core"],
  cli: ["validate", "bench", "plots", "fit", "sweep", "sim", "core", "package.json"],
  web: ["sweep", "sim", "core", "data", "build", "package.json"],
};

/** Place in the figure: columns from and to, row, and what is said below the name. */
const PLACES: Readonly<
  Record<string, readonly [from: number, to: number, row: number, says: string]>
> = {
  cli: [0, 1, 0, "the terminal"],
  validate: [0, 0, 1, "targets"],
  bench: [0, 0, 2, "timings"],
  fit: [1, 1, 2, "to data"],
  sweep: [1, 2, 3, "many runs"],
  web: [2, 2, 2, "the page"],
  api: [3, 3, 3, "library"],
  plots: [0, 0, 4, "pictures"],
  sim: [1, 3, 4, "the run: clock, events, checkpoints"],
  core: [0, 3, 5, "what a run is: scenario, units, tables"],
  data: [0, 3, 6, "materials, scenarios, bibliography"],
};
const [COLUMN, ROW, TALL] = [88, 68, 44];

/** Imports that do not follow from others. */
function essential(part: string): string[] {
  const inFigure = (IMPORTS[part] ?? []).filter((other) => other in PLACES);
  const reached = (other: string): string[] =>
    (IMPORTS[other] ?? []).flatMap((next) => [next, ...reached(next)]);
  const indirect = new Set(inFigure.flatMap(reached));
  return inFigure.filter((other) => !indirect.has(other));
}

const box = (x: number, y: number, wide: number, name: string, says: string) =>
  `<rect class="li ink" stroke-width="1.2" x="${x}" y="${y}" width="${wide}" height="${TALL}" rx="5"/>
<text x="${x + wide / 2}" y="${y + 19}" text-anchor="middle">${name}</text>
<text class="s" x="${x + wide / 2}" y="${y + 36}" text-anchor="middle">${says}</text>`;

function placed(part: string) {
  const [from, to, row, says] = PLACES[part]!;
  const [x, y, wide] = [20 + from * COLUMN, 20 + row * ROW, (to - from + 1) * COLUMN - 8];
  return { x, y, wide, says };
}

/** From the lower edge to the upper one, as upright as both widths allow. */
function arrow(part: string, other: string): string {
  const [a, b] = [placed(part), placed(other)];
  const narrow = a.wide <= b.wide ? a : b;
  const middle = narrow.x + narrow.wide / 2;
  const within = ({ x, wide }: { x: number; wide: number }) =>
    Math.min(Math.max(middle, x + 12), x + wide - 12);
  return `<path class="now" marker-end="url(#m)" d="M${within(a)} ${a.y + TALL}L${within(b)} ${b.y - 4}"/>`;
}

/** docs/images/rooms.svg */
export function roomsFigure(): string {
  const parts = Object.keys(PLACES);
  return [
    HEAD,
    ...parts.map((part) => {
      const { x, y, wide, says } = placed(part);
      return box(x, y, wide, part, says);
    }),
    ...parts.flatMap((part) => essential(part).map((other) => arrow(part, other))),
    KERNEL,
  ].join("\n");
}

const HEAD = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 510" role="img" aria-labelledby="t d">
<title id="t">Rooms and arrows</title><desc id="d">Imports point from the page and the terminal down to the run, the description of a run and the data; the run drives the kernel through one file</desc>
<style>
text{font:13px system-ui,sans-serif;fill:#1b1f27}.s{font-size:12px}.i{font-style:italic}.p{fill:#fff}.ink{stroke:#1b1f27;fill:none}
.li{fill:#d7dce3}.se{fill:#f2e4c3}.void{fill:#fff}.platen{fill:#8b95a3}.rest{fill:#e7cf95}.metal{stroke:#4b5563;fill:none}.bold{stroke:#1b1f27;stroke-width:4}.open{stroke:#1b1f27;stroke-width:1.5;stroke-dasharray:4 4}
.now{stroke:#b3541e;fill:none;stroke-width:2}.hot{fill:#b3541e}.node{fill:#1b1f27}.flux{stroke:#1d6fa5;stroke-width:2;fill:none}.fluxt{fill:#1d6fa5}
@media(prefers-color-scheme:dark){text{fill:#e6e8ec}.p{fill:#14171c}.ink{stroke:#e6e8ec}.grid{stroke:#6b7686}.li{fill:#48505c}.se{fill:#4a4027}.void{fill:#14171c}.platen{fill:#9aa3b2}.rest{fill:#6b5a2c}.metal{stroke:#c6ccd6}.bold{stroke:#e6e8ec}.open{stroke:#e6e8ec}.now{stroke:#f0965c}.hot{fill:#f0965c}.node{fill:#e6e8ec}.flux{stroke:#6bb8ea}.fluxt{fill:#6bb8ea}}
</style>
<defs><marker id="m" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="hot" d="M0 0 8 4 0 8Z"/></marker><marker id="f" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path class="fluxt" d="M0 0 8 4 0 8Z"/></marker></defs>
<rect class="p" width="760" height="510" rx="6"/>`;

/** The kernel's rooms, placed by hand. */
const KERNEL = `<rect class="p ink" stroke-width="1.5" x="400" y="20" width="340" height="470" rx="8"/>
<text x="570" y="42" text-anchor="middle">assembly: the kernel (WebAssembly)</text>
<rect class="se ink" stroke-width="1.2" x="416" y="56" width="308" height="46" rx="5"/>
<text x="570.0" y="77" text-anchor="middle">run, step, ledger, pictures</text>
<text class="s" x="570.0" y="94" text-anchor="middle">the order of things</text>
<rect class="li ink" stroke-width="1.2" x="416" y="124" width="150" height="46" rx="5"/>
<text x="491.0" y="145" text-anchor="middle">lithium</text>
<text class="s" x="491.0" y="162" text-anchor="middle">flow, platen, voids</text>
<rect class="rest ink" stroke-width="1.2" x="416" y="170" width="150" height="46" rx="5"/>
<text x="491.0" y="191" text-anchor="middle">interface</text>
<text class="s" x="491.0" y="208" text-anchor="middle">current, contact</text>
<rect class="se ink" stroke-width="1.2" x="416" y="216" width="150" height="46" rx="5"/>
<text x="491.0" y="237" text-anchor="middle">electrolyte</text>
<text class="s" x="491.0" y="254" text-anchor="middle">stress, grains, risk</text>
<rect class="se ink" stroke-width="1.2" x="416" y="262" width="150" height="46" rx="5"/>
<text x="491.0" y="283" text-anchor="middle">filaments</text>
<text class="s" x="491.0" y="300" text-anchor="middle">cracks with lithium</text>
<rect class="se ink" stroke-width="1.2" x="590" y="124" width="134" height="46" rx="5"/>
<text x="657.0" y="145" text-anchor="middle">section</text>
<text class="s" x="657.0" y="162" text-anchor="middle">grid, clock, parts</text>
<rect class="rest ink" stroke-width="1.2" x="416" y="308" width="150" height="46" rx="5"/>
<text x="491.0" y="329" text-anchor="middle">cathode</text>
<text class="s" x="491.0" y="346" text-anchor="middle">composite, in series</text>
<rect class="p ink" stroke-width="1.2" x="590" y="184" width="134" height="46" rx="5"/>
<text x="657.0" y="205" text-anchor="middle">numerics</text>
<text class="s" x="657.0" y="222" text-anchor="middle">scalar, vector</text>
<rect class="p ink" stroke-width="1.2" x="590" y="244" width="134" height="46" rx="5"/>
<text x="657.0" y="265" text-anchor="middle">threads</text>
<text class="s" x="657.0" y="282" text-anchor="middle">the same bits</text>
<rect class="p ink" stroke-width="1.2" x="590" y="304" width="134" height="46" rx="5"/>
<text x="657.0" y="325" text-anchor="middle">memory</text>
<text class="s" x="657.0" y="342" text-anchor="middle">arena, fields</text>
<rect class="p ink" stroke-width="1.2" x="416" y="380" width="308" height="46" rx="5"/>
<text x="570.0" y="401" text-anchor="middle">lab</text>
<text class="s" x="570.0" y="418" text-anchor="middle">box, probes: tests, validate and bench only</text>
<text class="s" x="570" y="450" text-anchor="middle">abi.ts: slots and enums, generated from core/tables</text>
<text class="s" x="570" y="470" text-anchor="middle">read by both sides</text>
<path class="now" marker-end="url(#m)" d="M364 314H396"/>
<text class="s" x="398" y="286" text-anchor="end">kernel.ts</text>
<path class="now" marker-end="url(#m)" d="M491 102V120"/>
<path class="now" marker-end="url(#m)" d="M566 147H586"/>
<path class="now" marker-end="url(#m)" d="M566 200H586"/>
<path class="now" marker-end="url(#m)" d="M566 285H586"/>
<path class="now" marker-end="url(#m)" d="M657 170V180"/>
<path class="now" marker-end="url(#m)" d="M657 230V240"/>
<path class="now" marker-end="url(#m)" d="M657 290V300"/>
<text class="s" x="491" y="370" text-anchor="middle">neighbours use each other</text>
</svg>
`;
