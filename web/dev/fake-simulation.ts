// Stand-in until sim/simulation.ts is there: a void that grows by formula.
import type { RunSpec } from "../../core/runspec";
import type { SimulationLike } from "../../sim/simulation.contract";
import type { Controls, FieldName, Frame, Observables, RunEvent, RunStatus } from "../../sim/types";

export class FakeSimulation implements SimulationLike {
  status: RunStatus = "running";
  endReason = "";
  events: RunEvent[] = [{ time: 0, kind: "step-start", message: "Strip at 1 mA/cm2 for 1 h" }];
  private j = 10;
  private P = 3e6;
  private T = 298.15;
  private t = 0;
  private q = 0;
  private size = 0.6;
  private dt = 10;
  observables: Observables;
  constructor(readonly spec: RunSpec) {
    this.observables = this.look();
  }
  get progress() {
    return this.t / 3600;
  }
  get steps() {
    return Math.round(this.t / this.dt);
  }
  private look(): Observables {
    const v = this.size;
    const c = Math.max(0.02, 1 - v / 20);
    const eta = (this.j / 10) * 0.004;
    return {
      time: this.t,
      stepTime: this.t,
      protocolStep: 0,
      cycle: 1,
      voltage: eta * 4 + eta / c,
      currentDensity: this.j,
      charge: this.q,
      capacity: Math.abs(this.q),
      contactFraction: c,
      voidVolume: (v * v * 0.5 * 1e-12) / 1e-4,
      voidCount: 1,
      voidHeight: v * 0.5e-6,
      voidWidth: 2 * v * 1e-6,
      peakCurrentRatio: 1 + v / 4,
      areaResistance: this.j ? (eta * 4 + eta / c) / this.j : 0,
      stackPressure: this.P,
      temperature: this.T,
      reservoir: 2e-4,
      etaPellet: eta,
      etaElectrolyte: eta,
      etaConstriction: eta / c - eta,
      etaKinetics: eta,
      etaSei: eta * 0.5,
      etaCounter: eta * 0.5,
      hydrostaticMax: 2e7,
      vonMisesMax: 6e7,
      riskMax: Math.min(1, v / 12),
      riskSite: 4e-5,
      lithiumDefect: 3e-12,
      chargeDefect: 2e-10,
      divergence: 1e-5,
      dt: this.dt,
      limiter: "void growth",
      potentialIterations: 6,
      flowIterations: 12,
    };
  }
  advance() {
    const until = performance.now() + 5;
    while (performance.now() < until);
    this.t += this.dt;
    this.q += this.j * this.dt;
    const target = Math.max(0.1, (this.j / 10) * 18 * (3e6 / this.P));
    this.size += (target - this.size) * 0.004 * (this.dt / 10);
    this.observables = this.look();
    if (this.t >= 3600) {
      this.status = "finished";
      this.endReason = "The protocol is done.";
    }
    return this.status === "running";
  }
  setControls(c: Controls) {
    this.j = c.currentDensity ?? this.j;
    this.P = c.stackPressure ?? this.P;
    this.T = c.temperature ?? this.T;
    this.events.push({ time: this.t, kind: "control", message: JSON.stringify(c) });
    this.observables = this.look();
  }
  checkpoint() {
    return new Uint8Array();
  }
  frame(fields: readonly FieldName[]): Frame {
    const { columns: n, lithiumRows: nl, electrolyteRows: ne, h } = this.spec.grid;
    const out: Frame["fields"] = {};
    const R = this.size;
    const cx = n * h * 5e5;
    for (const f of fields) {
      const a = new Float32Array(n * (nl + ne));
      for (let r = 0; r < nl + ne; r++)
        for (let c = 0; c < n; c++) {
          const x = (c + 0.5) * h * 1e6 - cx;
          const y = (nl - r - 0.5) * h * 1e6;
          const rho = Math.hypot(x, 2 * y);
          const li = r < nl;
          const phi = li ? Math.min(1, Math.max(0, (rho - R) / (h * 1e6) + 0.5)) : 1;
          const d = Math.hypot(Math.abs(x) - R, y) + 0.5;
          let v = Number.NaN;
          if (f === "lithium") v = li ? phi : Number.NaN;
          else if (f === "vacancies") v = li && phi > 0.5 ? Math.exp(-y / 8) : Number.NaN;
          else if (f === "vonMises") v = li && phi < 0.5 ? Number.NaN : 4e7 / d + 1e6;
          else if (!li) {
            if (f === "potential") v = -y * 2e-4 + 0.01 / (1 + rho / 10);
            else if (f === "currentDensity") v = this.j * (1 + R / 4 / d - Math.exp(-rho / R));
            else if (f === "hydrostatic") v = ((x > 0 ? 1 : -1) * 3e7) / d - this.P;
            else v = Math.exp(-d / 6) * Math.min(1, R / 12);
          }
          a[r * n + c] = v;
        }
      out[f] = a;
    }
    const line = (g: (x: number) => number) =>
      Float32Array.from({ length: n }, (_, c) => g(Math.abs((c + 0.5) * h * 1e6 - cx)));
    return {
      observables: this.observables,
      columns: n,
      lithiumRows: nl,
      electrolyteRows: ne,
      h,
      fields: out,
      interface: {
        contact: line((x) => (x < R ? 0 : 1 - Math.exp(-(x - R) / 4))),
        current: line(() => this.j),
        pressure: line(() => this.P),
        gap: line(() => 0),
      },
    };
  }
}
