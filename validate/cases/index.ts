// Every case, in the order of the table.

import type { Case } from "../check";
import { constrictions } from "./constriction";
import { orders } from "./order";
import { problems } from "./problems";

export const CASES: readonly Case[] = [...problems, ...orders, ...constrictions];
