/** Entries of a plan that make its runs short: some 20 ms each. */
export const SMALL = {
  "mesh.columns": 16,
  "cell.width": "20 um",
  "cell.lithium": "10 um",
  "cell.electrolyte": "10 um",
};
