// The texts of all lessons in one language, by name; each language is a file of its own that is loaded when it is asked for.
import type { Language } from "../../core/lessons/lesson";
import { type LessonText, readText } from "../../core/lessons/text";

const FILES: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import("./texts-en"),
  de: () => import("./texts-de"),
};

export type Texts = ReadonlyMap<string, LessonText>;

export async function textsIn(language: Language): Promise<Texts> {
  const { default: files } = await FILES[language]();
  const named = Object.entries(files).map(
    ([path, markdown]) => [path.split("/").at(-2)!, readText(markdown)] as const,
  );
  return new Map(named);
}

/** What the address asks for, else what the browser speaks. */
export function languageOf(asked: string | null): Language {
  return (asked ?? navigator.language).toLowerCase().startsWith("de") ? "de" : "en";
}
