// The sound of the current, played by Web Audio. Loaded when it is switched on.
//
//   upper voice - level ----------+
//   lower voice - level - tremolo +- master - loudspeaker
//   what is struck ---------------+
import { LOWEST, newEvents, STRUCK, type Strike, strikesOf, type Tone, toneOf } from "./sound";
import type { Store } from "./store";

/** The loudest that it gets [1]. */
const MASTER = 0.15;
/** Time constant of what changes [s]: no step is heard as a click. */
const GLIDE = 0.06;

/** From one frequency to another [Hz], and how fast it dies away, as time constants [s]. */
const STRIKES: Record<Strike, { from: number; to: number; glide: number; decay: number }> = {
  click: { from: 1800, to: 1800, glide: GLIDE, decay: 0.008 },
  thud: { from: 160, to: 55, glide: 0.05, decay: 0.15 },
};
/** [s] in which a strike rises */
const RISE = 0.002;
/** [s] after which all that fades is silent */
const FADED = RISE + 8 * Math.max(GLIDE, ...Object.values(STRIKES).map(({ decay }) => decay));

/** Plays the run of the store until what it returns is called, which closes the context. */
export function play(store: Store, context: AudioContext): () => void {
  const instrument = new Instrument(context);
  let { events } = store.value;
  let played = false;
  const follow = () => {
    const { playing, status, frame, events: all } = store.value;
    const plays = playing && status === "running" && !document.hidden;
    const tone = plays && frame ? toneOf(frame.observables) : null;
    if (plays) instrument.wake();
    if (tone) instrument.sound(tone);
    else instrument.hush();
    // what pauses or ends the run is heard with it
    if (plays || played)
      for (const strike of strikesOf(newEvents(all, events))) instrument.strike(strike);
    if (!plays && played) instrument.sleep();
    events = all;
    played = plays;
  };
  const stop = store.watch(["pulse", "playing", "status"], follow);
  if (!played) instrument.sleep();
  document.addEventListener("visibilitychange", follow);
  return () => {
    stop();
    document.removeEventListener("visibilitychange", follow);
    instrument.close();
  };
}

class Instrument {
  private readonly master: GainNode;
  private readonly upper: Voice;
  private readonly lower: Voice;
  private readonly tremolo: GainNode;
  private readonly beats: Voice;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly context: AudioContext) {
    this.master = new GainNode(context, { gain: MASTER });
    this.master.connect(context.destination);
    this.tremolo = new GainNode(context);
    this.tremolo.connect(this.master);
    // triangles have overtones, by which small loudspeakers tell what is too low for them
    this.upper = voice(context, "triangle", LOWEST);
    this.lower = voice(context, "triangle", LOWEST / 2);
    this.beats = voice(context, "sine", 0);
    this.upper.level.connect(this.master);
    this.lower.level.connect(this.tremolo);
    this.beats.level.connect(this.tremolo.gain);
  }

  sound({ frequency, gains, beats, swing }: Tone) {
    const { upper, lower, tremolo } = this;
    this.glide(upper.oscillator.frequency, frequency);
    this.glide(upper.level.gain, gains.upper);
    this.glide(lower.oscillator.frequency, frequency / 2);
    this.glide(lower.level.gain, gains.lower);
    // the level of the lower voice goes between 1 - swing and 1
    this.glide(this.beats.oscillator.frequency, beats);
    this.glide(this.beats.level.gain, swing / 2);
    this.glide(tremolo.gain, 1 - swing / 2);
  }

  /** The voices fade where they are. */
  hush() {
    this.glide(this.upper.level.gain, 0);
    this.glide(this.lower.level.gain, 0);
  }

  strike(name: Strike) {
    const { from, to, glide, decay } = STRIKES[name];
    const now = this.context.currentTime;
    const { oscillator, level } = voice(this.context, "triangle", from);
    oscillator.frequency.setTargetAtTime(to, now, glide);
    level.gain.setValueAtTime(0, now);
    level.gain.linearRampToValueAtTime(STRUCK, now + RISE);
    level.gain.setTargetAtTime(0, now + RISE, decay);
    level.connect(this.master);
    oscillator.stop(now + FADED);
  }

  wake() {
    clearTimeout(this.resting);
    // a browser may hold it back until a hand does something: the next picture asks again
    if (this.context.state !== "running") this.context.resume().catch(() => {});
  }

  /** Nothing is computed for the loudspeaker once all has faded. */
  sleep() {
    this.faded(() => this.context.suspend());
  }

  close() {
    this.hush();
    this.faded(() => this.context.close());
  }

  private faded(then: () => Promise<void>) {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void then(), 1000 * FADED);
  }

  private glide(param: AudioParam, to: number) {
    param.setTargetAtTime(to, this.context.currentTime, GLIDE);
  }
}

interface Voice {
  oscillator: OscillatorNode;
  level: GainNode;
}

/** An oscillator and its level, silent at first. */
function voice(context: AudioContext, type: OscillatorType, frequency: number): Voice {
  const oscillator = new OscillatorNode(context, { type, frequency });
  const level = new GainNode(context, { gain: 0 });
  oscillator.connect(level);
  oscillator.start();
  return { oscillator, level };
}
