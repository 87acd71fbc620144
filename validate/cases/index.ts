// Every case, in the order of the table.

import type { Case, Reported } from "../check";
import { balances } from "./balance";
import { capacityCases, capacityMissed } from "./capacity";
import { capillarities, capillaritiesMissed } from "./capillarity";
import { closures } from "./closure";
import { constrictions } from "./constriction";
import { cyclings } from "./cycling";
import { densities } from "./density";
import { edgeSpeeds, edgeSpeedsMissed } from "./edge-speed";
import { elastic } from "./elastic";
import { eshelbys } from "./eshelby";
import { filaments } from "./filaments";
import { focusing } from "./focusing";
import { garnets, garnetsMissed } from "./garnet";
import { griffiths } from "./griffith";
import { spots } from "./holm";
import { infiltrations } from "./infiltration";
import { interphase } from "./interphase";
import { leakages } from "./leakage";
import { mechanisms, mechanismsMissed } from "./mechanisms";
import { multilayers } from "./multilayer";
import { orders } from "./order";
import { orderings, platings, platingsMissed } from "./plating";
import { pressings } from "./pressing";
import { problems } from "./problems";
import { risks } from "./risk";
import { roys, roysMissed } from "./roy";
import { slots } from "./slot";
import { strippings } from "./stripping";
import { transport } from "./transport";
import { vacancies } from "./vacancy";
import { wagners } from "./wagner";

export const CASES: readonly Case[] = [
  ...problems,
  ...orders,
  ...constrictions,
  ...spots,
  ...focusing,
  ...vacancies,
  ...transport,
  ...wagners,
  ...interphase,
  ...elastic,
  ...eshelbys,
  ...griffiths,
  ...closures,
  ...capillarities,
  ...slots,
  ...filaments,
  ...balances,
  ...roys,
  ...edgeSpeeds,
  ...mechanisms,
  ...strippings,
  ...cyclings,
  ...pressings,
  ...leakages,
  ...infiltrations,
  ...densities,
  ...platings,
  ...orderings,
  ...multilayers,
  ...risks,
  ...capacityCases,
  ...garnets,
];

/** Targets that are missed, each with its reason. */
export const REPORTED: readonly Reported[] = [
  ...roysMissed,
  ...edgeSpeedsMissed,
  ...capillaritiesMissed,
  ...mechanismsMissed,
  ...capacityMissed,
  ...garnetsMissed,
  ...platingsMissed,
];
