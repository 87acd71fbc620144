import { describe, expect, it } from "vitest";
import { Scalar } from "./kernel";

// -div(a grad u) + c u = f on the unit square, u = 0 on the rim, with smooth a, c and
//   u = (1 + x) sin(pi x) sin(2 pi y).
const { sin, cos, PI, hypot } = Math;
const a = (x: number, y: number) => 2 + sin(3 * x) * cos(2 * y);
const c = (x: number, y: number) => 5 + 3 * x * y;
const u = (x: number, y: number) => (1 + x) * sin(PI * x) * sin(2 * PI * y);
function source(x: number, y: number): number {
  const ux = (sin(PI * x) + (1 + x) * PI * cos(PI * x)) * sin(2 * PI * y);
  const uxx = (2 * PI * cos(PI * x) - (1 + x) * PI * PI * sin(PI * x)) * sin(2 * PI * y);
  const uy = (1 + x) * sin(PI * x) * 2 * PI * cos(2 * PI * y);
  const uyy = -4 * PI * PI * u(x, y);
  const ax = 3 * cos(3 * x) * cos(2 * y);
  const ay = -2 * sin(3 * x) * sin(2 * y);
  return -(ax * ux + ay * uy + a(x, y) * (uxx + uyy)) + c(x, y) * u(x, y);
}

function error(n: number): number {
  const s = new Scalar(n, n);
  const h = 1 / n;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= n; i++) {
      s.tx[j * (n + 1) + i] = a(i * h, (j + 0.5) * h) * (i === 0 || i === n ? 2 : 1);
    }
  }
  for (let j = 0; j <= n; j++) {
    for (let i = 0; i < n; i++) {
      s.ty[j * n + i] = a((i + 0.5) * h, j * h) * (j === 0 || j === n ? 2 : 1);
    }
  }
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      s.c[j * n + i] = c((i + 0.5) * h, (j + 0.5) * h) * h * h;
      s.f[j * n + i] = source((i + 0.5) * h, (j + 0.5) * h) * h * h;
    }
  }
  s.setup();
  expect(s.solve(1e-10)).toBeGreaterThan(0);
  let sum = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      sum = hypot(sum, s.u[j * n + i]! - u((i + 0.5) * h, (j + 0.5) * h));
    }
  }
  return sum * h;
}

describe("order of accuracy", () => {
  it("is two for variable coefficients and a zero-order term, odd and even grids", () => {
    const [coarse, middle, fine] = [33, 66, 132].map(error);
    expect(Math.log2(coarse! / middle!)).toBeGreaterThan(1.95);
    expect(Math.log2(middle! / fine!)).toBeGreaterThan(1.95);
    expect(Math.log2(middle! / fine!)).toBeLessThan(2.1);
  });
});
