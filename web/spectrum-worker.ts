// What is read off live spectra, beside the run and beside the page.
import { chargeTransfer, DEFAULT_CIRCUIT } from "../core/spectrum/analysis";
import { fitCircuit } from "../core/spectrum/circuit";
import type { Spectrum } from "../core/spectrum/point";
import { type Peak, relaxationTimes } from "../core/spectrum/relaxation-times";

/** Spectra in Ohm cm2: the one that is shown, and the working side. */
export interface Question {
  shown: Spectrum;
  working: Spectrum;
  bulk: number;
}

export interface Answer {
  peaks: Peak[];
  /** of charge transfer on the working side [F/cm2] */
  capacitance: number | null;
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  const { shown, working, bulk } = data;
  const times = relaxationTimes(working, bulk);
  const { peaks } = shown === working ? times : relaxationTimes(shown, bulk);
  const fit = fitCircuit(working, DEFAULT_CIRCUIT, times.peaks, bulk);
  const answer: Answer = { peaks, capacitance: chargeTransfer(fit)?.capacitance ?? null };
  postMessage(answer);
});
