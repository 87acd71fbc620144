// What the kernel exports: a run, its helper threads, and the lab.
export { alloc, used } from "./memory/arena";
export {
  runCreate,
  runParams,
  runProperties,
  runOutputs,
  runDefect,
  runFlaw,
  runBoundary,
  runPore,
  runLayer,
  runLayerValue,
  runKnot,
  runFilaments,
  runFilamentRows,
  runFilamentTable,
  runGrains,
  runGrainSeeds,
  runPores,
  runPoreTable,
  runSites,
  runSiteSpeed,
  runStart,
  runPress,
  runControl,
  runTemperature,
  runStep,
  runTakeBack,
  runImpedance,
  runImpedanceAt,
  runPicture,
  runField,
} from "./run";
export { teamCreate } from "./team-memory";
export { teamDismiss, teamFault, teamHelp, teamTaken } from "./threads/team";
export * from "./lab";
