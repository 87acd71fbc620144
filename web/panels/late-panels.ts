// Panels that nobody looks at before the first picture moves: they are loaded after it.
import "../style/late.css";
import { PAIRS } from "../../core/pairs";
import type { Shortcut } from "../keyboard";
import type { Session } from "../session";
import type { Speech } from "../speech";
import type { Store } from "../store";
import { Assumptions } from "./assumptions";
import { editDoor } from "./edit-door";
import { ledgers } from "./ledgers";
import { probeTable } from "./probe-table";
import { runList } from "./run-list";
import { runLog } from "./run-log";
import { scenarioFiles } from "./scenario-files";
import { shortcutList } from "./shortcut-list";
import { soundSwitch } from "./sound-switch";
import { speakState, stateInWords } from "./state-sentence";

export function latePanels(
  landmark: <T extends HTMLElement>(id: string) => T,
  store: Store,
  session: Session,
  speech: Speech,
  shortcuts: Shortcut[],
) {
  store.set({ pairs: PAIRS });
  soundSwitch(landmark("sound"), store);
  stateInWords(landmark("state"), store);
  probeTable(landmark("probe"), store);
  ledgers(landmark("ledger"), store);
  editDoor(landmark("editor"), store, session, speech);
  runLog(landmark("events"), store);
  new Assumptions(landmark("assumptions"), store, session);
  scenarioFiles(landmark("files"), store, session);
  runList(landmark("runs"), store, session, session.keeping);
  speakState(store, speech);
  shortcutList(landmark<HTMLDialogElement>("shortcuts"), shortcuts);
}
