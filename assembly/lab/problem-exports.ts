// The yardsticks of the bench seen from JavaScript.
import { applyScalar, applyVector } from "./yardsticks";
import { ScalarSolver } from "../numerics/scalar/solver";
import { VectorSolver } from "../numerics/vector/solver";

export { triad } from "./yardsticks";

export function scalarApply(handle: usize, out: usize): void {
  applyScalar(changetype<ScalarSolver>(handle), out);
}

export function vectorApply(handle: usize): void {
  applyVector(changetype<VectorSolver>(handle));
}
