// The state of one vector problem: its natural row-major arrays (see solver.ts) and how it is to be solved.

@unmanaged
export class VectorSystem {
  nx: i32;
  ny: i32;
  lam: usize; // f64[nx*ny] Pa (or Pa s)
  mu: usize; // f64[nx*ny]
  full: bool; // lam by 2x2 Gauss (true) or at one point (false); mu always by 2x2 Gauss
  fixX: usize; // u8[nodes]: 1 = ux prescribed, kept as found
  fixY: usize; // u8[nodes]: 1 = uy prescribed
  springY: usize; // f64[nx+1]: springs on uy of row 0, Pa, >= 0
  tiedTop: bool; // uy of the last row is one unknown (a platen); equal values expected at the start
  springTop: f64; // spring on uy of each node of a tied last row, Pa, >= 0; the preconditioner leaves it out (rank one)
  fx: usize; // f64[nodes] loads; on a tied row only their sum counts
  fy: usize;
  ux: usize; // f64[nodes] start in, solution out
  uy: usize;
  robust: bool; // take the rigid-body hierarchy (slots, many voids); needs reserveRobust() once
  auto: bool; // choose `robust` by the observed rate, see choice.ts; needs reserveRobust() once
  easy: i32; // easy solves in a row; negative: the robust one is barred for so many
  patience: i32; // of them before the averaged hierarchy is tried again
  residualNorm: f64; // ||r||_2 after solve, in the sense of residual()
}
