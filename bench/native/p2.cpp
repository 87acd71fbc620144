// P2 (plane strain with a hole, contrast 1e6) by the same algorithm as assembly/vector, in C++, one thread: CG in
// double on Q1 nodes, preconditioned by one V-cycle in float with averaged coarse operators and three Chebyshev steps
// of block-Jacobi, every half cycle one sweep of rows.   g++ -O3 -march=native -fopenmp-simd -std=c++20 p2.cpp -o p2
//   ./p2 N [reps]   N a power of two; prints one JSON line with medians of set-up and solve
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
#define R __restrict
#define ROW _Pragma("GCC ivdep") for (int i = 0; i < n; i++)
using F = float;
static int N;
static const int STEPS = 3;

// Rows are u[s] then v[s] (cells: lam/4 then mu/4); entries beyond the grid are zero.
struct Level {
  int cells, n; size_t s;
  std::vector<F> store; F *coef, *inv, *rhs, *x;
  explicit Level(int c) : cells(c), n((c + 16) & ~15), s(n + 16) {
    size_t rows = c + 1; store.assign(s * (rows * 2 + rows * 3 + rows * 2 + (rows + 1) * 2) + 64, 0);
    coef = store.data() + 16; inv = coef + rows * 2 * s; rhs = inv + rows * 3 * s; x = rhs + rows * 2 * s; }
};
static std::vector<Level> L;
static std::vector<F> ringF, stepsF, resF, forceF, mixF, zeroF;
static F cheb[2 * STEPS];
static std::vector<double> lam, mu, ux, uy, coefD, rD, pD, qD, ringD, forceD;

// f = K x of node row J from the cell row above it; ring (4 rows) carries the share of the cell row below.
template <class T> static void forceRow(const T* R xs, const T* R xn, const T* R c, T* R ring, T* R f, size_t s, int n, T third) {
  static std::vector<T> line; if (line.size() < 4 * s + 64) line.assign(4 * s + 64, 0);
  T *R qu = line.data() + 8, *R qv = qu + s, *R du = qv + s, *R dv = du + s;
  const T *R ys = xs + s, *R yn = xn + s, *R m_ = c + s; T *R r1 = ring + s, *R r2 = r1 + s, *R r3 = r2 + s, *R g = f + s;
  qu[0] = qv[0] = 0;
  ROW {
    T a = xs[i] + xn[i], b = xs[i+1] + xn[i+1], ux = b - a; a = xn[i] - xs[i]; b = xn[i+1] - xs[i+1]; T uy = b + a, hu = b - a;
    a = ys[i] + yn[i]; b = ys[i+1] + yn[i+1]; T vx = b - a; a = yn[i] - ys[i]; b = yn[i+1] - ys[i+1]; T vy = b + a, hv = b - a;
    T l = c[i], m = m_[i], h = m + third * l, p = l * (ux + vy), sx = p + 2 * m * ux, sy = p + 2 * m * vy, sxy = m * (uy + vx);
    hu *= h; hv *= h;
    T t = sx - hu + ring[i], w = r1[i] - sxy; qu[i+1] = t + w; du[i] = w - t;
    t = sxy - hv + r2[i]; w = r3[i] - sy; qv[i+1] = t + w; dv[i] = w - t;
    ring[i] = sx + hu; r1[i] = sxy; r2[i] = sxy + hv; r3[i] = sy;
  }
  ROW { f[i] = qu[i] + du[i]; g[i] = qv[i] + dv[i]; }
}
static void blocks(Level& A) {
  int n = A.n; size_t s = A.s; const F third = F(1) / 3; std::vector<F> none(2 * s + 32, 0);
  for (int j = 0; j <= A.cells; j++) {
    const F *R h = A.coef + j * 2 * s, *R l = j ? h - 2 * s : none.data() + 16; F *R a = A.inv + j * 3 * s, *R b = a + s, *R c = b + s;
    ROW {
      F l0 = l[i-1], m0 = l[s+i-1], l1 = h[i-1], m1 = h[s+i-1], la = l[i], ma = l[s+i], lb = h[i], mb = h[s+i];
      F d = (1 + third) * (la + l0 + lb + l1) + 4 * (ma + m0 + mb + m1), o = (lb + mb + l0 + m0) - (la + ma + l1 + m1), det = d * d - o * o, k = det > 0 ? 1 / det : 0;
      a[i] = d * k; b[i] = -o * k; c[i] = d * k; }
    // prescribed: v on the first and last row, u at the middle of the base; what is left of the block
    if (j == 0 || j == A.cells) ROW { if (c[i] != 0) a[i] -= b[i] * b[i] / c[i]; c[i] = b[i] = 0; }
    if (j == 0) a[A.cells / 2] = 0;
  }
}
static void coarsen(const Level& A, Level& C) {
  for (int j = 0; j < C.cells; j++) for (int k = 0; k < 2; k++) {
    const F *R a = A.coef + (4 * j + k) * A.s, *R b = a + 2 * A.s; F* R o = C.coef + (2 * j + k) * C.s;
    for (int i = 0; i < C.cells; i++) o[i] = F(.25) * (a[2*i] + b[2*i] + a[2*i+1] + b[2*i+1]); }
}

// ---- coarsest level: dense Cholesky in double
static std::vector<double> chol, rhsC; static std::vector<int> eq; static int unknowns;
static void factor(const Level& A) {
  int c = A.cells, w = c + 1; eq.assign(2 * w * w, 0); unknowns = 0;
  for (int j = 0; j < w; j++) for (int i = 0; i < w; i++) for (int k = 0; k < 2; k++) {
    bool fixed = k ? j == 0 || j == c : j == 0 && i == c / 2; eq[2 * (j * w + i) + k] = fixed ? -1 : unknowns++; }
  int n = unknowns; chol.assign(n * n, 0); rhsC.assign(n, 0);
  for (int j = 0; j < c; j++) for (int i = 0; i < c; i++) {
    double l = A.coef[2*j*A.s+i], m = A.coef[(2*j+1)*A.s+i], h = m + l / 3;
    for (int a = 0; a < 4; a++) for (int b = 0; b < 4; b++) {
      double xa = (a&1)*2-1, ya = (a>>1)*2-1, xb = (b&1)*2-1, yb = (b>>1)*2-1, xx = xa*xb, yy = ya*yb;
      int p = 2 * ((j+(a>>1))*w+i+(a&1)), q = 2 * ((j+(b>>1))*w+i+(b&1));
      auto add = [&](int r, int t, double v) { if (eq[r] >= 0 && eq[t] >= 0) chol[eq[r]*n+eq[t]] += v; };
      add(p, q, (l+2*m)*xx + m*yy + h*xx*yy); add(p, q+1, l*xa*yb + m*ya*xb); add(p+1, q, l*ya*xb + m*xa*yb); add(p+1, q+1, (l+2*m)*yy + m*xx + h*xx*yy); } }
  for (int i = 0; i < n; i++) for (int j = 0; j <= i; j++) {
    double v = chol[i*n+j]; for (int k = 0; k < j; k++) v -= chol[i*n+k] * chol[j*n+k];
    chol[i*n+j] = i == j ? 1 / sqrt(v) : v * chol[j*n+j]; }
}
static void direct(Level& A) {
  int n = unknowns, w = A.cells + 1;
  for (int k = 0; k < 2 * w * w; k++) if (eq[k] >= 0) rhsC[eq[k]] = A.rhs[(k/2/w*2+k%2)*A.s + k/2%w];
  for (int i = 0; i < n; i++) { double v = rhsC[i]; for (int k = 0; k < i; k++) v -= chol[i*n+k] * rhsC[k]; rhsC[i] = v * chol[i*n+i]; }
  for (int i = n - 1; i >= 0; i--) { rhsC[i] *= chol[i*n+i]; for (int k = 0; k < i; k++) rhsC[k] -= chol[i*n+k] * rhsC[i]; }
  for (int k = 0; k < 2 * w * w; k++) A.x[(k/2/w*2+k%2)*A.s + k/2%w] = eq[k] < 0 ? 0 : rhsC[eq[k]];
}

// ---- cycle
static void force(Level& A, int k, int j) { F* x = A.x + j*2*A.s; forceRow<F>(x, x + 2*A.s, A.coef + j*2*A.s, ringF.data() + 16 + k*4*A.s, forceF.data() + 16, A.s, A.n, F(1)/3); }
static void step(Level& A, int k, int j) {
  int n = A.n; size_t s = A.s; const F *R f = forceF.data() + 16, *R b = A.rhs + j*2*s, *R B = A.inv + j*3*s; F *R x = A.x + j*2*s, *R d = stepsF.data() + 16 + (j&7)*2*s, p = cheb[2*k-2], w = cheb[2*k-1];
  ROW { F ru = w * (b[i] - f[i]), rv = w * (b[s+i] - f[s+i]), du = p * d[i] + B[i]*ru + B[s+i]*rv, dv = p * d[s+i] + B[s+i]*ru + B[2*s+i]*rv;
    d[i] = du; d[s+i] = dv; x[i] += du; x[s+i] += dv; }
}
static void first(Level& A, int j) {
  int n = A.n; size_t s = A.s; const F *R b = A.rhs + j*2*s, *R B = A.inv + j*3*s; F *R x = A.x + j*2*s, *R d = stepsF.data() + 16 + (j&7)*2*s, w = cheb[1];
  ROW { F ru = w * b[i], rv = w * b[s+i], zu = B[i]*ru + B[s+i]*rv, zv = B[s+i]*ru + B[2*s+i]*rv; d[i] = x[i] = zu; d[s+i] = x[s+i] = zv; }
}
static void restrictTo(Level& A, Level& C, int J, bool above) {
  int n = A.n, j = 2 * J; size_t s = A.s;
  for (int k = 0; k < 2; k++) {
    const F *R lo = (j ? resF.data() + 16 + ((j-1)&3)*2*s : zeroF.data() + 16) + k*s, *R mid = resF.data() + 16 + (j&3)*2*s + k*s, *R hi = (above ? resF.data() + 16 + ((j+1)&3)*2*s : zeroF.data() + 16) + k*s;
    F *R w = mixF.data() + 16, *R o = C.rhs + (2*J+k)*C.s;
    ROW w[i] = mid[i] + F(.5) * (lo[i] + hi[i]);
    for (int i = 0; i <= C.cells; i++) o[i] = w[2*i] + F(.5) * (w[2*i-1] + w[2*i+1]); }
}
static void down(Level& A, Level& C) {
  int n = A.n, ny = A.cells; size_t s = A.s; std::fill_n(ringF.begin() + 16, 4 * (STEPS + 1) * s, 0);
  for (int t = 0; t <= ny + STEPS; t++) {
    if (t <= ny) first(A, t);
    for (int k = 2; k <= STEPS; k++) { int j = t - k + 1; if (j >= 0 && j <= ny) { force(A, k - 2, j); step(A, k, j); } }
    int j = t - STEPS; if (j < 0) continue;
    force(A, STEPS, j);
    const F *R f = forceF.data() + 16, *R b = A.rhs + j*2*s, *R B = A.inv + j*3*s; F* R r = resF.data() + 16 + (j&3)*2*s;
    ROW { r[i] = B[i] != 0 ? b[i] - f[i] : 0; r[s+i] = B[2*s+i] != 0 ? b[s+i] - f[s+i] : 0; }
    for (int k = 0; k < 2; k++) memset(r + k*s + n, 0, sizeof(F) * (s - n));
    if (j & 1) restrictTo(A, C, j / 2, true); else if (j == ny) restrictTo(A, C, j / 2, false);
  }
}
static double up(Level& A, Level& C) {
  int n = A.n, ny = A.cells; size_t s = A.s; double dot = 0; std::fill_n(ringF.begin() + 16, 4 * (STEPS + 1) * s, 0); std::fill_n(stepsF.begin() + 16, 16 * s, 0);
  for (int t = 0; t <= ny + STEPS; t++) {
    if (t <= ny) for (int k = 0; k < 2; k++) {
      const F *R a = C.x + (t/2*2+k)*C.s, *R b = C.x + ((t+1)/2*2+k)*C.s, *R m = A.inv + t*3*s + 2*k*s; F *R x = A.x + (2*t+k)*s, *R w = mixF.data() + 16;
      for (int i = 0; i <= C.cells; i++) w[i] = F(.5) * (a[i] + b[i]);
      for (int i = 0; i < C.cells; i++) { x[2*i] += m[2*i] != 0 ? w[i] : 0; x[2*i+1] += m[2*i+1] != 0 ? F(.5) * (w[i] + w[i+1]) : 0; }
      if (m[ny] != 0) x[ny] += w[C.cells]; }
    for (int k = 1; k <= STEPS; k++) {
      int j = t - k; if (j < 0 || j > ny) continue;
      force(A, k - 1, j); step(A, k, j);
      if (k < STEPS) continue;
      const F *R x = A.x + j*2*s, *R b = A.rhs + j*2*s; F sum = 0;
#pragma omp simd reduction(+ : sum)
      for (int i = 0; i < n; i++) sum += x[i] * b[i] + x[s+i] * b[s+i];
      dot += sum; }
  }
  return dot;
}
static double cycle(size_t k) { if (k + 1 == L.size()) { direct(L[k]); return 0; } down(L[k], L[k+1]); cycle(k + 1); return up(L[k], L[k+1]); }

// ---- conjugate gradients in double on padded rows
static void setup() {
  Level& A = L[0]; int n = N; size_t s = A.s; double top = 0, lo = 1e300, hi = 0; size_t NN = (size_t)N * N;
#pragma omp simd reduction(max : top, hi) reduction(min : lo)
  for (size_t k = 0; k < NN; k++) { double q = lam[k] / mu[k], v = lam[k] + 2 * mu[k]; top = v > top ? v : top; hi = q > hi ? q : hi; lo = q < lo ? q : lo; }
  double most = std::max(24 / (lo + 9), 24 * (hi + 1) / (7 * hi + 15)), least = most / 10, theta = (most + least) / 2, delta = (most - least) / 2, sigma = theta / delta, rho = 1 / sigma;
  cheb[0] = 0; cheb[1] = 1 / theta;
  for (int k = 1; k < STEPS; k++) { double next = 1 / (2 * sigma - rho); cheb[2*k] = next * rho; cheb[2*k+1] = 2 * next / delta; rho = next; }
  for (int j = 0; j < N; j++) for (int k = 0; k < 2; k++) {
    const double* R v = (k ? mu : lam).data() + (size_t)j * N; double* R d = coefD.data() + 16 + (2*j+k)*s; F* R f = A.coef + (2*j+k)*s; double unit = .25 / top;
    ROW { d[i] = .25 * v[i]; f[i] = unit * v[i]; } }
  for (size_t k = 0; k < L.size(); k++) { if (k) coarsen(L[k-1], L[k]); blocks(L[k]); }
  factor(L.back());
}
static double residual() {
  Level& A = L[0]; size_t s = A.s; int n = A.n; double rr = 0; std::fill(ringD.begin(), ringD.end(), 0);
  for (int j = 0; j <= N + 1; j++) for (int i = 0; i <= N && j <= N; i++) { size_t k = (size_t)j * (N+1) + i; pD[16 + j*2*s + i] = ux[k]; pD[16 + (2*j+1)*s + i] = uy[k]; }
  for (int j = 0; j <= N; j++) {
    double* p = pD.data() + 16 + j*2*s, *R r = rD.data() + 16 + j*2*s; const F* R B = A.inv + j*3*s;
    forceRow<double>(p, p + 2*s, coefD.data() + 16 + j*2*s, ringD.data() + 16, forceD.data() + 16, s, n, 1. / 3); const double* R f = forceD.data() + 16; double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++) { double a = B[i] != 0 ? -f[i] : 0, b = B[2*s+i] != 0 ? -f[s+i] : 0; r[i] = a; r[s+i] = b; sum += a*a + b*b; }
    rr += sum; }
  std::fill(pD.begin(), pD.end(), 0); return rr;
}
static int solve(double rtol) {
  Level& A = L[0]; size_t s = A.s; int n = A.n, it = 0; double rr = residual(), stop = rtol * rtol * rr, rz = 1;
  while (rr > stop && it < 200) {
    double norm = sqrt(rr), scale = 1 / norm;
    for (int j = 0; j <= N; j++) { const double* R r = rD.data() + 16 + j*2*s; F* R b = A.rhs + j*2*s; ROW { b[i] = scale * r[i]; b[s+i] = scale * r[s+i]; } }
    double next = cycle(0) * rr, beta = it ? next / rz : 0, pq = 0; rz = next; std::fill(ringD.begin(), ringD.end(), 0);
    auto direction = [&](int j) { double* R p = pD.data() + 16 + j*2*s; const F* R z = A.x + j*2*s; ROW { p[i] = norm * z[i] + beta * p[i]; p[s+i] = norm * z[s+i] + beta * p[s+i]; } };
    direction(0);
    for (int j = 0; j <= N; j++) {
      if (j < N) direction(j + 1);
      const double* R p = pD.data() + 16 + j*2*s; double *R q = qD.data() + 16 + j*2*s, sum = 0;
      forceRow<double>(p, p + 2*s, coefD.data() + 16 + j*2*s, ringD.data() + 16, q, s, n, 1. / 3);
#pragma omp simd reduction(+ : sum)
      for (int i = 0; i < n; i++) sum += p[i]*q[i] + p[s+i]*q[s+i];
      pq += sum; }
    double alpha = rz / pq; rr = 0;
    for (int j = 0; j <= N; j++) {
      const double *R p = pD.data() + 16 + j*2*s, *R q = qD.data() + 16 + j*2*s; const F* R B = A.inv + j*3*s; double *R r = rD.data() + 16 + j*2*s, *R x = ux.data() + (size_t)j*(N+1), *R y = uy.data() + (size_t)j*(N+1), sum = 0;
      for (int i = 0; i <= N; i++) { x[i] += alpha * p[i]; y[i] += alpha * p[s+i]; }
#pragma omp simd reduction(+ : sum)
      for (int i = 0; i < n; i++) { double a = B[i] != 0 ? r[i] - alpha * q[i] : 0, b = B[2*s+i] != 0 ? r[s+i] - alpha * q[s+i] : 0; r[i] = a; r[s+i] = b; sum += a*a + b*b; }
      rr += sum; }
    it++;
  }
  return it;
}
// Mean vertical stress on top: the force of the platen over the side [GPa].
static double answer() {
  double sum = 0;
  for (int i = 0; i < N; i++) {
    size_t k = (size_t)(N-1) * (N+1) + i, t = k + N + 1; double l = lam[(size_t)(N-1)*N+i] / 4, m = mu[(size_t)(N-1)*N+i] / 4;
    double e = ux[k+1] - ux[k] + ux[t+1] - ux[t], d = uy[t] - uy[k] + uy[t+1] - uy[k+1]; sum += 2 * (l * (e + d) + 2 * m * d); }
  return sum * 1e-9;
}
static double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
int main(int argc, char** argv) {
  N = argc > 1 ? atoi(argv[1]) : 256; int reps = argc > 2 ? atoi(argv[2]) : 5;
  if (N < 8 || (N & (N - 1))) { fprintf(stderr, "p2: N must be a power of two, at least 8\n"); return 1; }
  size_t cells = (size_t)N * N, nodes = (size_t)(N+1) * (N+1); lam.resize(cells); mu.resize(cells); ux.resize(nodes); uy.resize(nodes);
  for (int j = 0; j < N; j++) for (int i = 0; i < N; i++) {
    double x = (i+.5)/N - .5, y = (j+.5)/N - .5, e = 22.1e9 * (x*x + y*y < .04 ? 1e-6 : 1), nu = .37; lam[(size_t)j*N+i] = e*nu/((1+nu)*(1-2*nu)); mu[(size_t)j*N+i] = e/(2*(1+nu)); }
  for (int c = N; c >= 4; c /= 2) L.emplace_back(c);
  size_t s = L[0].s, rows = N + 2;
  for (auto* v : {&coefD, &rD, &pD, &qD}) v->assign(rows * 2 * s + 64, 0);
  ringD.assign(4 * s + 64, 0); forceD.assign(2 * s + 64, 0); ringF.assign(4 * (STEPS + 1) * s + 64, 0); stepsF.assign(16 * s + 64, 0); resF.assign(8 * s + 64, 0); forceF.assign(2 * s + 64, 0); mixF.assign(2 * s + 64, 0); zeroF.assign(2 * s + 64, 0);
  std::vector<double> a, b; int it = 0;
  for (int r = 0; r <= reps; r++) {
    std::fill(ux.begin(), ux.end(), 0); std::fill(uy.begin(), uy.end(), 0); for (int i = 0; i <= N; i++) uy[(size_t)N*(N+1)+i] = -1e-3;
    double t0 = now(); setup(); double t1 = now(); it = solve(1e-8); double t2 = now(); if (r) { a.push_back(t1 - t0); b.push_back(t2 - t1); }
  }
  std::sort(a.begin(), a.end()); std::sort(b.begin(), b.end());
  printf("{\"problem\":\"P2\",\"n\":%d,\"tool\":\"native C++\",\"answer\":%.12g,\"iters\":%d,\"setup_s\":%.5g,\"solve_s\":%.5g}\n", N, answer(), it, a[a.size()/2], b[b.size()/2]);
}
