// The lessons that ship with Voidscope, in the order in which they are taught.

import criticalCurrentsDisagree from "../../data/lessons/critical-currents-disagree/lesson.json";
import crowdingOrLessRoom from "../../data/lessons/crowding-or-less-room/lesson.json";
import howHardToPress from "../../data/lessons/how-hard-to-press/lesson.json";
import layerThatEats from "../../data/lessons/layer-that-eats/lesson.json";
import pressItWhole from "../../data/lessons/press-it-whole/lesson.json";
import skinThatGrows from "../../data/lessons/skin-that-grows/lesson.json";
import stripToShort from "../../data/lessons/strip-to-short/lesson.json";
import strippingLeavesHoles from "../../data/lessons/stripping-leaves-holes/lesson.json";
import voidsRemember from "../../data/lessons/voids-remember/lesson.json";
import warmLithiumFollows from "../../data/lessons/warm-lithium-follows/lesson.json";
import whatImpedanceSees from "../../data/lessons/what-impedance-sees/lesson.json";
import whichWay from "../../data/lessons/which-way/lesson.json";
import whoseVoid from "../../data/lessons/whose-void/lesson.json";
import type { Lesson } from "./lesson";

const FILES = {
  "stripping-leaves-holes": strippingLeavesHoles,
  "how-hard-to-press": howHardToPress,
  "crowding-or-less-room": crowdingOrLessRoom,
  "warm-lithium-follows": warmLithiumFollows,
  "press-it-whole": pressItWhole,
  "voids-remember": voidsRemember,
  "whose-void": whoseVoid,
  "skin-that-grows": skinThatGrows,
  "what-impedance-sees": whatImpedanceSees,
  "which-way": whichWay,
  "layer-that-eats": layerThatEats,
  "critical-currents-disagree": criticalCurrentsDisagree,
  "strip-to-short": stripToShort,
};

export interface NamedLesson extends Lesson {
  name: string;
}

/** Tests hold the files to the schema, so that the page can do without it. */
export const LESSONS: readonly NamedLesson[] = Object.entries(FILES).map(([name, file]) => ({
  name,
  ...(file as Lesson),
}));
