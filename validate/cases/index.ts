// Every case, in the order of the table.

import type { Case } from "../check";
import { balances } from "./balance";
import { closures } from "./closure";
import { constrictions } from "./constriction";
import { elastic } from "./elastic";
import { interphase } from "./interphase";
import { orders } from "./order";
import { problems } from "./problems";
import { strippings } from "./stripping";
import { transport } from "./transport";

export const CASES: readonly Case[] = [
  ...problems,
  ...orders,
  ...constrictions,
  ...transport,
  ...interphase,
  ...elastic,
  ...closures,
  ...balances,
  ...strippings,
];
