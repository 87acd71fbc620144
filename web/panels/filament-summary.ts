// Filaments in words below the picture: what the lines mean, how far they have come, which flaw is forecast to start
// first, the short.
import { html, nothing } from "lit-html";
import type { ClosureStatus } from "../../core/closures";
import type { FieldName, Observables, RunEvent } from "../../sim/types";
import { duration, number, quantities, show } from "../format";
import type { State } from "../store";
import { runNow } from "../view/drawn-run";
import { lastShort, marksRisk } from "../view/filament-layer";

/** Filament following below which many sections spall. */
const FOLLOWS = 0.5;
export const spalls =
  "Filament following (chi) is low: fracture steers the filaments, which tend to turn along the interface and spall the electrolyte instead of crossing it.";

/** How far the filaments have come, in a sentence. */
export function progressOf(o: Observables, widest: number): string {
  const { filamentCount: n, filamentPressure, filamentDead } = o;
  const pressure = `the lithium in them presses with ${show(quantities.stress, filamentPressure, 2)}`;
  if (n === 0) return `Flaws only, none has grown; ${pressure}.`;
  const count = n === 1 ? "One filament" : `${n} filaments`;
  const far = `longest ${show(quantities.length, o.filamentLength)}, deepest tip ${show(quantities.length, o.filamentDepth)} below the interface`;
  const open = `opened to ${number(1e9 * widest, 2)}\u202fnm`;
  const dead =
    filamentDead > 0 ? `; ${show(quantities.length, filamentDead, 2)} of dead lithium` : "";
  return `${count}, ${far}, ${open}; ${pressure}${dead}.`;
}

/** Where the risk is highest and when the first flaw starts; empty once a filament has, and where nothing is at risk. */
export function forecastOf(o: Observables, layer: FieldName): string {
  const { crackRatio, crackTime, filamentCount } = o;
  const site = show(quantities.length, o.riskSite);
  if (filamentCount > 0) return "";
  if (!(crackRatio > 0)) return marksRisk(o, layer) ? `Highest risk at ${site}.` : "";
  const flaw = `the flaw at ${site}`;
  const drive = `${number(crackRatio, 2)} of the stress intensity that cracks it`;
  if (crackRatio >= 1 && crackTime === 0)
    return `Forecast: ${flaw} starts now; its drive is ${drive}.`;
  if (crackTime === 0)
    return `Forecast: no flaw starts at this current; ${flaw} comes nearest, at ${drive}.`;
  return `Forecast: ${flaw} starts first, in ${duration(crackTime)} from empty; the largest drive is ${number(crackRatio, 2)}.`;
}

/** The short that holds now, or that there was. */
export function shortOf(o: Observables, events: readonly RunEvent[]): string {
  const short = lastShort(events);
  if (!short) return "";
  const where = short.site === undefined ? "" : ` at ${show(quantities.length, short.site)}`;
  const when = ` since ${duration(short.time)}`;
  if (o.shortKind > 0) {
    const kind = o.shortKind > 1 ? "Hard" : "Soft";
    return `${kind} short${where}${when}: ${show(quantities.areaResistance, o.shortResistance)}, ${number(100 * o.shortShare)}\u202f% of the current.`;
  }
  if (o.infiltration >= 1) return `Short by infiltration${where}${when}.`;
  const parted = events.findLast(({ kind }) => kind.startsWith("short-"));
  const how = parted?.kind === "short-fused" ? "fused" : "healed";
  return `Shorted${where} after ${duration(short.time)}; the short has ${how}.`;
}

export function filamentSummary(state: State) {
  const { frame, events, layer } = state;
  const lines = frame?.filaments ?? [];
  const o = frame?.observables;
  const shorted = o ? shortOf(o, events) : "";
  const ahead = o ? forecastOf(o, layer) : "";
  const any = lines.length > 0;
  const now = runNow(state);
  const drawn = now ? now.grains.length + now.pores.length > 0 : false;
  const widest = lines.reduce((w, f) => (f.grown ? Math.max(w, f.width) : w), 0);
  return html`<div class="filaments" id="filaments" ?hidden=${!any && !shorted && !ahead && !drawn}>
    <ul class="key">
      ${any ? [entry("filament", "filament (not to scale)"), entry("flaw", "flaw"), entry("dead", "dead lithium")] : nothing}
      ${shorted ? entry("shorted", "short") : nothing}
      ${o && marksRisk(o, layer) ? entry("site", "highest risk") : nothing}
      ${drawn ? entry("grain", "grain boundary, pore") : nothing}
    </ul>
    <p class="shorted">${shorted}</p>
    <p>${o && any ? progressOf(o, widest) : ""}</p>
    <p>${ahead}</p>
  </div>`;
}

function entry(kind: string, label: string) {
  return html`<li><i class="swatch ${kind}"></i>${label}</li>`;
}

/** Filaments are steered by fracture more than by the current. */
export function isSpalling(closures: readonly ClosureStatus[]): boolean {
  const value = (path: string) => closures.find((c) => c.path === path)?.value;
  return (
    value("physics.filaments") === true && Number(value("physics.filamentFollowing")) < FOLLOWS
  );
}
