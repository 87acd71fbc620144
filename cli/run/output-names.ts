// The files in which a run ends.

/** Written last: where it lies the others are complete. */
export const RECORD = "record.json";
export const FIELDS = "fields.vtkhdf";
export const HISTOGRAM = "current-histogram.csv";
/** The outputs that a run without pictures leaves out. */
export const OF_FRAMES: readonly string[] = [FIELDS, HISTOGRAM];
