// What tells one sweep from another.

import { createHash } from "node:crypto";
import type { Plan } from "./plan";

/** SHA-256 of what the cases are, without the title, and of the kernel that computes them. */
export function planHash({ text }: Plan, kernelHash: string): string {
  return createHash("sha256").update(kernelHash).update(text).digest("hex");
}
