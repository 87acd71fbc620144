// Every case, in the order of the table.

import type { Case } from "../check";
import balance from "./balance";
import capacity from "./capacity";
import capillarity from "./capillarity";
import cathodeSection from "./cathode-section";
import closure from "./closure";
import coatedContacts from "./coated-contacts";
import coatings from "./coatings";
import constriction from "./constriction";
import cycling from "./cycling";
import density from "./density";
import edgeSpeed from "./edge-speed";
import elastic from "./elastic";
import eshelby from "./eshelby";
import filaments from "./filaments";
import focusing from "./focusing";
import fullCell from "./full-cell";
import garnet from "./garnet";
import griffith from "./griffith";
import holm from "./holm";
import impedance from "./impedance";
import infiltration from "./infiltration";
import interphase from "./interphase";
import interphaseLaw from "./interphase-law";
import leakage from "./leakage";
import mechanisms from "./mechanisms";
import multilayer from "./multilayer";
import network3d from "./network3d";
import order from "./order";
import planePercolation from "./plane-percolation";
import plating from "./plating";
import pressing from "./pressing";
import problems from "./problems";
import risk from "./risk";
import roy from "./roy";
import slot from "./slot";
import stripping from "./stripping";
import transport from "./transport";
import vacancy from "./vacancy";
import wagner from "./wagner";

const ALL: readonly Case[] = [
  problems,
  order,
  constriction,
  holm,
  focusing,
  vacancy,
  transport,
  wagner,
  interphase,
  interphaseLaw,
  coatings,
  elastic,
  eshelby,
  griffith,
  closure,
  capillarity,
  slot,
  filaments,
  balance,
  roy,
  edgeSpeed,
  mechanisms,
  stripping,
  cycling,
  pressing,
  leakage,
  impedance,
  infiltration,
  density,
  plating,
  multilayer,
  network3d,
  cathodeSection,
  fullCell,
  coatedContacts,
  planePercolation,
  risk,
  capacity,
  garnet,
].flat();

export const CASES: readonly Case[] = ALL.filter(({ reason }) => reason === undefined);

/** Cases that are known to be missed, each with its reason. */
export const REPORTED: readonly Case[] = ALL.filter(({ reason }) => reason !== undefined);
