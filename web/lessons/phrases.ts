// What stands around a lesson in each language.
import type { Language } from "../../core/lessons/lesson";

const en = {
  lessons: "Lessons",
  intro:
    "Each lesson is a question, a few runs of your own, and an answer. Every claim is tested on the simulator.",
  minutes: (n: number) => `${n} min`,
  all: "All lessons",
  close: "Close",
  other: "Deutsch",
  next: "Next lesson",
  of: (k: number, n: number) => `Lesson ${k} of ${n}`,
  parts: "Parts of the lesson",
  run: "Run",
  running: "running …",
  draw: (n: number) => `draw ${n}`,
  runs: "Runs",
  yourRuns: "Your runs",
  none: "Nothing yet: run a value above.",
  guess: "Your guess",
  noGuess: "none yet",
  allRun: "Your runs agree with:",
  notRun: "Your runs do not agree with what is expected here:",
  share: (n: number, of: number) => `${n} of ${of}`,
  right: "Right.",
  wrong: "Not this one.",
  ended: "The run has ended. Its result is in the table.",
  byHand: "This run was changed by hand, so it is not in the table.",
  failed: "This run did not come to its end, so it is not in the table.",
  sandbox: "Open in the sandbox",
  terminal: "In a terminal:",
};

const de: typeof en = {
  lessons: "Lektionen",
  intro:
    "Jede Lektion ist eine Frage, ein paar eigene Läufe und eine Antwort. Jede Behauptung ist am Simulator geprüft.",
  minutes: (n) => `${n} min`,
  all: "Alle Lektionen",
  close: "Schließen",
  other: "English",
  next: "Nächste Lektion",
  of: (k, n) => `Lektion ${k} von ${n}`,
  parts: "Teile der Lektion",
  run: "Rechnen",
  running: "läuft …",
  draw: (n) => `Ziehung ${n}`,
  runs: "Läufe",
  yourRuns: "Deine Läufe",
  none: "Noch nichts: Rechne oben einen Wert.",
  guess: "Deine Vermutung",
  noGuess: "noch keine",
  allRun: "Deine Läufe stimmen überein mit:",
  notRun: "Deine Läufe stimmen nicht mit dem überein, was hier erwartet wird:",
  share: (n, of) => `${n} von ${of}`,
  right: "Richtig.",
  wrong: "Das nicht.",
  ended: "Der Lauf ist zu Ende. Sein Ergebnis steht in der Tabelle.",
  byHand: "Dieser Lauf wurde von Hand geändert und steht deshalb nicht in der Tabelle.",
  failed: "Dieser Lauf kam nicht an sein Ende und steht deshalb nicht in der Tabelle.",
  sandbox: "Im Sandkasten öffnen",
  terminal: "Im Terminal:",
};

export type Phrases = typeof en;
export const PHRASES: Record<Language, Phrases> = { en, de };
