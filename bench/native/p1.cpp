// P1 (insulating disc, contrast 1e6) by the same algorithm as assembly/scalar, in C++, one thread:
// CG on the black cells in float, black-box multigrid V(1,1) in colour planes, residual renewed in
// double. For the ratio WASM / native.   g++ -O3 -march=native -fopenmp-simd -std=c++20 p1.cpp -o p1
//   ./p1 N [reps]   prints one JSON line with medians of set-up and solve
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
using F = float;
#define R __restrict
#define ROW for (int o = 0; o < n; o++)

enum { OE_W, OE_E, OE_S, OE_N, EO_W, EO_E, EO_S, EO_N, P_SW, P_SE, P_NW, P_NE,
       K_EE, K_OE, K_EO, K_OO, D_EE, D_OE, D_EO, D_OO, VR, VP = VR + 2, VQ = VP + 2, VX = VQ + 2, VZ = VX + 2, FINE = VZ + 2 };
enum { OE_SW = 12, OE_SE, OE_NW, OE_NE, OO_SW, OO_SE, OO_NW, OO_NE, ID_EE, ID_OE, ID_EO, ID_OO,
       F_EE, F_OE, F_EO, F_OO, U_EE, U_OE, U_EO, U_OO, P_W, P_E, COARSE };

struct Level {
  int nx, ny, mj, n, stride;
  size_t plane;
  std::vector<F> store, lines;
  F* base;
  Level(int nx_, int ny_, int planes) : nx(nx_), ny(ny_) {
    mj = (ny + 1) / 2; n = ((nx + 1) / 2 + 7) & ~7; stride = n + 8; plane = (size_t)stride * (mj + 2) + 16;
    store.assign(planes * plane + 64, 0); base = store.data() + 16 + stride;
    lines.assign(48 * (2 * n + 32) + 64, 0);
  }
  F* at(int k, int J) { return base + k * plane + (ptrdiff_t)J * stride; }
  F* row(int k) { return lines.data() + 32 + k * (2 * n + 32); }
};
static std::vector<Level> L;

static void gather4(F* R out, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w, int n) {
  ROW out[o] = (a[o] * x[o] + b[o] * y[o]) + (c[o] * z[o] + d[o] * w[o]); }
static void gatherAdd4(F* R out, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w, int n) {
  ROW out[o] += (a[o] * x[o] + b[o] * y[o]) + (c[o] * z[o] + d[o] * w[o]); }
static void gather8(F* R out, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w,
  const F* e, const F* p, const F* f, const F* q, const F* g, const F* r, const F* h, const F* s, int n) {
  ROW out[o] = (a[o]*x[o] + b[o]*y[o] + e[o]*p[o] + g[o]*r[o]) + (c[o]*z[o] + d[o]*w[o] + f[o]*q[o] + h[o]*s[o]); }
static void relax4(F* R out, const F* id, const F* t, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w, int n) {
  ROW out[o] = id[o] * ((t[o] + a[o] * x[o] + b[o] * y[o]) + (c[o] * z[o] + d[o] * w[o])); }
static void relax8(F* R out, const F* id, const F* t, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w,
  const F* e, const F* p, const F* f, const F* q, const F* g, const F* r, const F* h, const F* s, int n) {
  ROW out[o] = id[o] * ((t[o] + a[o]*x[o] + b[o]*y[o] + e[o]*p[o] + g[o]*r[o]) + (c[o]*z[o] + d[o]*w[o] + f[o]*q[o] + h[o]*s[o])); }
// dot products: reassociated by omp simd, as the SIMD lanes of the kernel do
#define DOT _Pragma("omp simd reduction(+ : sum)") ROW
static double relax4dot(F* R out, const F* R id, const F* R t, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w, int n) {
  F sum = 0; DOT { F v = id[o] * ((t[o] + a[o]*x[o] + b[o]*y[o]) + (c[o]*z[o] + d[o]*w[o])); out[o] = v; sum += v * t[o]; } return sum; }
static double applyRow(F* R out, const F* R p, const F* k, const F* a, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w, int n) {
  F sum = 0; DOT { F v = p[o]; F s = (k[o]*v + a[o]*(v-x[o]) + b[o]*(v-y[o])) + (c[o]*(v-z[o]) + d[o]*(v-w[o])); out[o] = s; sum += v * s; } return sum; }
static double descend(F* R r, const F* R q, const F* R id, F* R u, F alpha, int n) {
  F sum = 0; DOT { F v = r[o] - alpha * q[o]; r[o] = v; u[o] = id[o] * v; sum += v * v; } return sum; }
static void eliminate(F* R out, const F* id, const F* k, const F* x, const F* b, const F* y, const F* c, const F* z, const F* d, const F* w, int n) {
  ROW { F v = x[o]; out[o] = v + id[o] * ((b[o]*(y[o]-v) + c[o]*(z[o]-v)) + d[o]*(w[o]-v) - k[o]*v); } }
static void turn(F* R x, F* R p, const F* R z, F alpha, F beta, int n) { ROW { F v = p[o]; x[o] += alpha * v; p[o] = z[o] + beta * v; } }
static void split(const F* R row, F* R even, F* R odd, int n) { ROW { even[o] = row[2 * o]; odd[o] = row[2 * o + 1]; } }
static void join(F* R row, const F* R even, const F* R odd, int n) { for (int o = 0; o < n / 2; o++) { row[2 * o] = even[o]; row[2 * o + 1] = odd[o]; } }
static F inv(F d) { return d > 0 ? 1 / d : 0; }

// ---- Galerkin (see assembly/scalar/galerkin.ts for the formulas)
struct Q { const F *bW, *bE, *bK, *lS, *lN, *lK, *oB, *oT, *oL, *oR, *oK, *o0, *o1, *o2, *o3, *bl, *br, *tl, *tr, *b0, *b1, *bT, *t0, *t1, *tT; F *p0, *p1, *p2, *p3; };
enum { T_ROW = 16, L_S = 18, L_N, L_T, Q_B, Q_L, Q_R, Q_D1, Q_D2 = 26, Q_T = 28, S_0 = 30, S_1, S_2, S_3 = 34, C_N = 36, C_E = 38, C_K, C_ID, B_W, B_E = 43, ZERO = 47 };
static void line(const F* R a, const F* R b, const F* R k, F* R w, F* R v, F* R t, int n) {
  ROW { F den = a[o] + b[o] + k[o], i = inv(den); w[o] = a[o] * i; v[o] = b[o] * i; t[o] = den > 0 ? k[o] * i : 1; } }
static void line9(const F* a, const F* a1, const F* a2, const F* b, const F* b1, const F* b2, const F* k, F* R w, F* R v, F* R t, int n) {
  ROW { F s = a[o] + a1[o] + a2[o], r = b[o] + b1[o] + b2[o], den = s + r + k[o], i = inv(den); w[o] = s * i; v[o] = r * i; t[o] = den > 0 ? k[o] * i : 1; } }
static void quadRow(const Q& q, Level& A, int J) {
  int n = A.n, g = J & 1;
  const F *pS = A.row(L_S), *pN = A.row(L_N), *pT = A.row(L_T);
  F *R qb = A.row(Q_B), *R ql = A.row(Q_L), *R qr = A.row(Q_R), *R qt = A.row(Q_T + g), *R d1 = A.row(Q_D1 + g), *R d2 = A.row(Q_D2 + g);
  F *R s0 = A.row(S_0), *R s1 = A.row(S_1), *R s2 = A.row(S_2 + g), *R s3 = A.row(S_3 + g), *R p0 = q.p0, *R p1 = q.p1, *R p2 = q.p2, *R p3 = q.p3;
#pragma GCC ivdep
  ROW {
    F aB = q.oB[o], aT = q.oT[o], aL = q.oL[o], aR = q.oR[o], k = q.oK[o], c0 = q.o0[o], c1 = q.o1[o], c2 = q.o2[o], c3 = q.o3[o];
    F b0 = q.b0[o], b1 = q.b1[o], bT = q.bT[o], t0 = q.t0[o], t1 = q.t1[o], tT = q.tT[o];
    F l0 = pS[o], l1 = pN[o], lT = pT[o], r0 = pS[o + 1], r1 = pN[o + 1], rT = pT[o + 1];
    F bl = q.bl[o], br = q.br[o], tl = q.tl[o], tr = q.tr[o];
    F den = c0 + c1 + c2 + c3 + k + aB + aT + aL + aR, i = inv(den);
    F o0 = i * (aB*b0 + aL*l0 + c0), o1 = i * (aB*b1 + aR*r0 + c1), o2 = i * (aT*t0 + aL*l1 + c2), o3 = i * (aT*t1 + aR*r1 + c3);
    F oT = den > 0 ? i * (aB*bT + aT*tT + aL*lT + aR*rT + k) : 1;
    p0[o] = o0; p1[o] = o1; p2[o] = o2; p3[o] = o3;
    F fb1 = aB*(b1-o1) + bl*b1 + br*(b1-r0), fb2 = aB*o2 + bl*l1, fb3 = aB*o3 + br*r1, fl1 = aL*o1 + bl*b1;
    F fl2 = aL*(l1-o2) + bl*l1 + tl*(l1-t0), fl3 = aL*o3 + tl*t1, fr2 = aR*o2 + tr*t0, fr3 = aR*(r1-o3) + br*r1 + tr*(r1-t1);
    F ft3 = aT*(t1-o3) + tl*t1 + tr*(t1-r1);
    F fbs = aB*(oT-bT) + bl*(lT-bT) + br*(rT-bT), fls = aL*(oT-lT) + bl*(bT-lT) + tl*(tT-lT);
    F frs = aR*(oT-rT) + br*(bT-rT) + tr*(tT-rT), fts = aT*(oT-tT) + tl*(lT-tT) + tr*(rT-tT);
    F bW = q.bW[o], bE = q.bE[o], bK = q.bK[o], lS = q.lS[o], lN = q.lN[o], lK = q.lK[o], bd = bW + bE + bK, ld = lS + lN + lK;
    F bf = bK - bd*bT, lf = lK - ld*lT;
    qb[o] = bW*b1 - b0*(bd*b1 - bE) + l0*fl1 - b0*fb1 + c0*o1;
    ql[o] = lS*l1 - l0*(ld*l1 - lN) + b0*fb2 - l0*fl2 + c0*o2;
    d1[o] = b0*fb3 + l0*fl3 + c0*o3; d2[o] = b1*fb2 + r0*fr2 + c1*o2;
    qr[o] = b1*fb3 - r0*fr3 + c1*o3; qt[o] = l1*fl3 - t0*ft3 + c2*o3;
    s0[o] = b0*(fbs+bf) + l0*(fls+lf) + c0*oT + bW*bT + lS*lT; s1[o] = b1*(fbs+bf) + r0*frs + c1*oT + bE*bT;
    s2[o] = l1*(fls+lf) + t0*fts + c2*oT + lN*lT; s3[o] = r1*frs + t1*fts + c3*oT;
  }
}
static void coarseRow(Level& A, Level& C, int J, const F* slack) {
  int n = A.n, g = J & 1, b = g ^ 1;
  const F *qb = A.row(Q_B), *ql = A.row(Q_L), *qr = A.row(Q_R), *qt = A.row(Q_T + b), *d1 = A.row(Q_D1 + g), *d2 = A.row(Q_D2 + g), *e1 = A.row(Q_D1 + b), *e2 = A.row(Q_D2 + b);
  const F *s0 = A.row(S_0), *s1 = A.row(S_1), *s2 = A.row(S_2 + b), *s3 = A.row(S_3 + b), *south = A.row(C_N + b);
  F *R cE = A.row(C_E), *R cN = A.row(C_N + g), *R cK = A.row(C_K), *R id = A.row(C_ID);
  ROW {
    F E = qb[o] + qt[o], W = qb[o-1] + qt[o-1], N = ql[o] + qr[o-1], k = slack[o] + s0[o] + s1[o-1] + s2[o] + s3[o-1];
    cE[o] = E; cN[o] = N; cK[o] = k; id[o] = inv(k + d1[o] + e1[o-1] + d2[o-1] + e2[o] + E + W + N + south[o]);
  }
  int h = n / 2, K = J / 2;
  if (!g) { split(cE, C.at(OE_W,K), C.at(OE_E,K), h); split(cN, C.at(EO_S,K), C.at(OE_N,K), h); split(d1, C.at(OO_SW,K), C.at(OE_NE,K), h);
    split(d2, C.at(OE_NW,K), C.at(OO_SE,K), h); split(id, C.at(ID_EE,K), C.at(ID_OE,K), h); split(cK, C.at(U_EE,K), C.at(U_OE,K), h); }
  else { split(cE, C.at(EO_E,K), C.at(EO_W,K)+1, h); split(cN, C.at(EO_N,K), C.at(OE_S,K+1), h); split(d1, C.at(OE_SW,K+1), C.at(OO_NE,K), h);
    split(d2, C.at(OO_NW,K), C.at(OE_SE,K+1), h); split(id, C.at(ID_EO,K), C.at(ID_OO,K), h); split(cK, C.at(U_EO,K), C.at(U_OO,K), h); }
}
static void startRows(Level& A) { for (int k : std::initializer_list<int>{Q_D1, Q_D2, Q_T, S_2, S_3, C_N}) memset(A.row(k + 1), 0, 4 * A.n); }
static void weights5(Level& A, int J) { line(A.at(OE_W,J), A.at(OE_E,J), A.at(K_OE,J), A.row(B_W+(J&1)), A.row(B_E+(J&1)), A.row(T_ROW+(J&1)), A.n); }
static void coarsenRow(Level& A, Level& C, int J) {
  const F* z = A.row(ZERO); int g = J & 1, h = g ^ 1;
  line(A.at(EO_S,J), A.at(EO_N,J), A.at(K_EO,J), A.row(L_S), A.row(L_N), A.row(L_T), A.n);
  quadRow({A.at(OE_W,J), A.at(OE_E,J), A.at(K_OE,J), A.at(EO_S,J), A.at(EO_N,J), A.at(K_EO,J), A.at(OE_N,J), A.at(OE_S,J+1), A.at(EO_E,J), A.at(EO_W,J)+1,
    A.at(K_OO,J), z, z, z, z, z, z, z, z, A.row(B_W+g), A.row(B_E+g), A.row(T_ROW+g), A.row(B_W+h), A.row(B_E+h), A.row(T_ROW+h),
    A.at(P_SW,J), A.at(P_SE,J), A.at(P_NW,J), A.at(P_NE,J)}, A, J);
  coarseRow(A, C, J, A.at(K_EE,J));
}
static void weights9(Level& A, int J) { line9(A.at(OE_W,J), A.at(OE_SW,J), A.at(OE_NW,J), A.at(OE_E,J), A.at(OE_SE,J), A.at(OE_NE,J), A.at(U_OE,J), A.at(P_W,J), A.at(P_E,J), A.row(T_ROW+(J&1)), A.n); }
static void coarsen(Level& A, Level& C) {
  startRows(A); weights9(A, 0);
  for (int J = 0; J < A.mj; J++) {
    weights9(A, J + 1);
    line9(A.at(EO_S,J), A.at(OE_NW,J), A.at(OE_NE,J)-1, A.at(EO_N,J), A.at(OE_SW,J+1), A.at(OE_SE,J+1)-1, A.at(U_EO,J), A.row(L_S), A.row(L_N), A.row(L_T), A.n);
    quadRow({A.at(OE_W,J), A.at(OE_E,J), A.at(U_OE,J), A.at(EO_S,J), A.at(EO_N,J), A.at(U_EO,J), A.at(OE_N,J), A.at(OE_S,J+1), A.at(EO_E,J), A.at(EO_W,J)+1,
      A.at(U_OO,J), A.at(OO_SW,J), A.at(OO_SE,J), A.at(OO_NW,J), A.at(OO_NE,J), A.at(OE_NW,J), A.at(OE_NE,J), A.at(OE_SW,J+1), A.at(OE_SE,J+1),
      A.at(P_W,J), A.at(P_E,J), A.row(T_ROW+(J&1)), A.at(P_W,J+1), A.at(P_E,J+1), A.row(T_ROW+((J+1)&1)), A.at(P_SW,J), A.at(P_SE,J), A.at(P_NW,J), A.at(P_NE,J)}, A, J);
    coarseRow(A, C, J, A.at(U_EE,J));
  }
}

// ---- the problem, natural arrays
static int N;
static std::vector<double> tx, ty, c, f, u, rr[2], dd[3], bb, zero, parity; // parity: 1 0 1 0 ...
static std::vector<char> slackRow;
static double unit = 1, balance, work, drive;

static void setup() {
  double most = 0, least = 1e300;
  for (double t : c) { most = std::max(most, t); least = std::min(least, t); }
  for (double t : tx) { most = std::max(most, t); least = std::min(least, t); }
  for (double t : ty) { most = std::max(most, t); least = std::min(least, t); }
  int e; frexp(most, &e); unit = ldexp(1, 1 - e);
  Level& A = L[0]; int n = A.n;
  F *R E = A.row(0), *K = A.row(1), *D = A.row(4);
  memset(A.row(3), 0, 8 * n); memset(E, 0, 8 * n); memset(K, 0, 8 * n); startRows(A);
  for (int j = 0; j < N; j++) {
    F *Nn = A.row(2 + (j & 1)), *S = A.row(3 - (j & 1)); int J = j / 2;
    for (int i = 0; i < N - 1; i++) E[i] = unit * tx[(size_t)j * (N + 1) + i + 1];
    for (int i = 0; i < N; i++) Nn[i] = j < N - 1 ? unit * ty[(size_t)(j + 1) * N + i] : 0;
    for (int i = 0; i < N; i++) K[i] = unit * c[(size_t)j * N + i];
    K[0] += unit * tx[(size_t)j * (N + 1)]; K[N - 1] += unit * tx[(size_t)j * (N + 1) + N];
    if (j == 0) for (int i = 0; i < N; i++) K[i] += unit * ty[i];
    if (j == N - 1) for (int i = 0; i < N; i++) K[i] += unit * ty[(size_t)N * N + i];
    int any = 0; for (int i = 0; i < N; i++) any |= K[i] != 0;
    slackRow[j] = any;
    for (int i = 0; i < 2 * n; i++) D[i] = inv(E[i] + E[i - 1] + Nn[i] + S[i] + K[i]);
    if (j & 1) { split(E, A.at(EO_E,J), A.at(EO_W,J)+1, n); split(Nn, A.at(EO_N,J), A.at(OE_S,J+1), n); split(K, A.at(K_EO,J), A.at(K_OO,J), n); split(D, A.at(D_EO,J), A.at(D_OO,J), n); }
    else { split(E, A.at(OE_W,J), A.at(OE_E,J), n); split(Nn, A.at(EO_S,J), A.at(OE_N,J), n); split(K, A.at(K_EE,J), A.at(K_OE,J), n); split(D, A.at(D_EE,J), A.at(D_OE,J), n);
      weights5(A, J); if (J > 0) coarsenRow(A, L[1], J - 1); }
  }
  weights5(A, A.mj); coarsenRow(A, L[1], A.mj - 1);
  for (size_t l = 1; l + 1 < L.size(); l++) coarsen(L[l], L[l + 1]);
}

static const F* slack(Level& A, int k, int J) { return slackRow[2 * J + (k >= K_EO)] ? A.at(k, J) : A.row(ZERO); }
static void redEven(F* out, Level& A, int v, int J) { eliminate(out, A.at(D_EE,J), slack(A,K_EE,J), A.at(v,J), A.at(OE_E,J)-1, A.at(v,J)-1, A.at(EO_S,J), A.at(v+1,J), A.at(EO_N,J-1), A.at(v+1,J-1), A.n); }
static void redOdd(F* out, Level& A, int v, int J) { eliminate(out, A.at(D_OO,J), slack(A,K_OO,J), A.at(v+1,J), A.at(EO_W,J)+1, A.at(v+1,J)+1, A.at(OE_N,J), A.at(v,J), A.at(OE_S,J+1), A.at(v,J+1), A.n); }

static double descendAndRestrict(Level& A, F alpha) {
  Level& C = L[1]; int mj = A.mj, n = A.n; double norm = 0; static F fc[1 << 14];
  for (int J = 0; J <= mj + 1; J++) {
    if (J < mj) { norm += descend(A.at(VR,J), A.at(VQ,J), A.at(D_OE,J), A.row(J&3), alpha, n); norm += descend(A.at(VR+1,J), A.at(VQ+1,J), A.at(D_EO,J), A.row(4+(J&3)), alpha, n); }
    int K = J - 1, M = J - 2;
    if (K >= 0 && K < mj) { F* w = A.row(4+(K&3)); gather4(A.row(8+(K&3)), A.at(OE_N,K), A.row(K&3), A.at(OE_S,J), A.row(J&3), A.at(EO_E,K), w, A.at(EO_W,K)+1, w+1, n); }
    if (M < 0) continue;
    const F *oe = A.row(M&3), *eo = A.row(4+(M&3)), *s = A.row(4+((M+3)&3)), *b = A.row(8+((M+3)&3)), *a = A.row(8+(M&3));
    gather8(fc, A.at(OE_W,M), oe, A.at(OE_E,M)-1, oe-1, A.at(EO_S,M), eo, A.at(EO_N,M-1), s, A.at(P_SW,M), a, A.at(P_SE,M)-1, a-1, A.at(P_NW,M-1), b, A.at(P_NE,M-1)-1, b-1, n);
    split(fc, C.at(M & 1 ? F_EO : F_EE, M/2), C.at(M & 1 ? F_OO : F_OE, M/2), n/2);
  }
  return norm;
}
static double prolongAndSmooth(Level& A) {
  Level& C = L[1]; int mj = A.mj, n = A.n; double dot = 0;
  for (int J = 0; J <= mj + 2; J++) {
    if (J <= mj) join(A.row(J&3), C.at(J & 1 ? U_EO : U_EE, J/2), C.at(J & 1 ? U_OO : U_OE, J/2), n);
    int K = J - 2, M = J - 3;
    if (K >= 0 && K < mj) { F *b = A.row(K&3), *a = A.row((K+1)&3); gather4(A.row(4+(K&3)), A.at(P_SW,K), b, A.at(P_SE,K), b+1, A.at(P_NW,K), a, A.at(P_NE,K), a+1, n); }
    if (M < 0) continue;
    F *ee = A.row(M&3), *no = A.row((M+1)&3), *oo = A.row(4+(M&3)), *so = A.row(4+((M+3)&3));
    dot += relax4dot(A.at(VZ,M), A.at(D_OE,M), A.at(VR,M), A.at(OE_W,M), ee, A.at(OE_E,M), ee+1, A.at(OE_S,M), so, A.at(OE_N,M), oo, n);
    dot += relax4dot(A.at(VZ+1,M), A.at(D_EO,M), A.at(VR+1,M), A.at(EO_W,M), oo-1, A.at(EO_E,M), oo, A.at(EO_S,M), ee, A.at(EO_N,M), no, n);
  }
  return dot;
}
static double turnAndApply(Level& A, F alpha, F beta) {
  int mj = A.mj, n = A.n; double dot = 0;
  for (int J = 0; J <= mj + 2; J++) {
    if (J < mj) { turn(A.at(VX,J), A.at(VP,J), A.at(VZ,J), alpha, beta, n); turn(A.at(VX+1,J), A.at(VP+1,J), A.at(VZ+1,J), alpha, beta, n); }
    int K = J - 1, M = J - 2;
    if (K >= 0 && K <= mj) redEven(A.row(K&3), A, VP, K);
    if (K >= 0 && K < mj) redOdd(A.row(4+(K&3)), A, VP, K);
    if (M < 0 || M >= mj) continue;
    F *ee = A.row(M&3), *no = A.row((M+1)&3), *oo = A.row(4+(M&3)), *so = A.row(4+((M+3)&3));
    dot += applyRow(A.at(VQ,M), A.at(VP,M), slack(A,K_OE,M), A.at(OE_W,M), ee, A.at(OE_E,M), ee+1, A.at(OE_S,M), so, A.at(OE_N,M), oo, n);
    dot += applyRow(A.at(VQ+1,M), A.at(VP+1,M), slack(A,K_EO,M), A.at(EO_W,M), oo-1, A.at(EO_E,M), oo, A.at(EO_S,M), ee, A.at(EO_N,M), no, n);
  }
  return dot;
}

// ---- coarse levels
#define EO8(A, J) A.at(EO_W,J), A.at(U_OO,J)-1, A.at(EO_E,J), A.at(U_OO,J), A.at(EO_S,J), A.at(U_EE,J), A.at(EO_N,J), A.at(U_EE,J+1), A.at(OE_NW,J), A.at(U_OE,J), A.at(OE_NE,J)-1, A.at(U_OE,J)-1, A.at(OE_SW,J+1), A.at(U_OE,J+1), A.at(OE_SE,J+1)-1, A.at(U_OE,J+1)-1, n
#define OE4(A, J) A.at(OE_W,J), A.at(U_EE,J), A.at(OE_E,J), A.at(U_EE,J)+1, A.at(OE_S,J), A.at(U_OO,J-1), A.at(OE_N,J), A.at(U_OO,J)
#define OED(A, J) A.at(OE_SW,J), A.at(U_EO,J-1), A.at(OE_SE,J), A.at(U_EO,J-1)+1, A.at(OE_NW,J), A.at(U_EO,J), A.at(OE_NE,J), A.at(U_EO,J)+1
#define OO4(A, J) A.at(OO_SW,J), A.at(U_EE,J), A.at(OO_SE,J), A.at(U_EE,J)+1, A.at(OO_NW,J), A.at(U_EE,J+1), A.at(OO_NE,J), A.at(U_EE,J+1)+1
#define OOB(A, J) A.at(OE_N,J), A.at(U_OE,J), A.at(OE_S,J+1), A.at(U_OE,J+1), A.at(EO_E,J), A.at(U_EO,J), A.at(EO_W,J)+1, A.at(U_EO,J)+1
#define EE8(A, J) A.at(OE_W,J), A.at(U_OE,J), A.at(OE_E,J)-1, A.at(U_OE,J)-1, A.at(EO_S,J), A.at(U_EO,J), A.at(EO_N,J-1), A.at(U_EO,J-1), A.at(OO_SW,J), A.at(U_OO,J), A.at(OO_SE,J)-1, A.at(U_OO,J)-1, A.at(OO_NW,J-1), A.at(U_OO,J-1), A.at(OO_NE,J-1)-1, A.at(U_OO,J-1)-1, n
static void down(Level& A, Level& C) {
  int mj = A.mj, n = A.n; static F fc[1 << 13];
  for (int J = 0; J <= mj + 1; J++) {
    if (J < mj) { F *R x = A.at(U_EE,J); const F *R a = A.at(ID_EE,J), *R b = A.at(F_EE,J); ROW x[o] = a[o] * b[o]; }
    int K = J - 1, M = J - 2;
    if (J > 0 && K < mj) { relax4(A.at(U_OO,K), A.at(ID_OO,K), A.at(F_OO,K), OO4(A,K), n); relax4(A.at(U_OE,K), A.at(ID_OE,K), A.at(F_OE,K), OE4(A,K), n); }
    if (M < 0) continue;
    relax8(A.at(U_EO,M), A.at(ID_EO,M), A.at(F_EO,M), EO8(A,M));
    F *ee = A.row(0), *oe = A.row(1), *a = A.row(2+(M&1)), *b = A.row(3-(M&1));
    gather8(ee, EE8(A,M)); gather4(oe, OED(A,M), n); gather4(a, OOB(A,M), n);
    const F *w = A.at(P_W,M), *e = A.at(P_E,M)-1, *sw = A.at(P_SW,M), *se = A.at(P_SE,M)-1, *nw = A.at(P_NW,M-1), *ne = A.at(P_NE,M-1)-1;
    ROW fc[o] = (ee[o] + w[o]*oe[o] + sw[o]*a[o] + nw[o]*b[o]) + (e[o]*oe[o-1] + se[o]*a[o-1] + ne[o]*b[o-1]);
    split(fc, C.at(M & 1 ? F_EO : F_EE, M/2), C.at(M & 1 ? F_OO : F_OE, M/2), n/2);
  }
}
static void up(Level& A, Level& C) {
  int mj = A.mj, n = A.n;
  for (int J = 0; J <= mj + 1; J++) {
    if (J <= mj) {
      F *now = A.row(4+(J&1)), *b = A.row(5-(J&1));
      join(now, C.at(J & 1 ? U_EO : U_EE, J/2), C.at(J & 1 ? U_OO : U_OE, J/2), n);
      if (J < mj) { F *R x = A.at(U_EE,J), *R y = A.at(U_OE,J); const F *w = A.at(P_W,J), *e = A.at(P_E,J); ROW x[o] += now[o]; ROW y[o] += w[o]*now[o] + e[o]*now[o+1]; }
      if (J > 0) { int K = J - 1;
        gatherAdd4(A.at(U_OO,K), A.at(P_SW,K), b, A.at(P_SE,K), b+1, A.at(P_NW,K), now, A.at(P_NE,K), now+1, n);
        relax8(A.at(U_EO,K), A.at(ID_EO,K), A.at(F_EO,K), EO8(A,K)); relax8(A.at(U_OE,K), A.at(ID_OE,K), A.at(F_OE,K), OE4(A,K), OED(A,K), n); }
    }
    int M = J - 2; if (M < 0) continue;
    relax8(A.at(U_OO,M), A.at(ID_OO,M), A.at(F_OO,M), OO4(A,M), OOB(A,M), n); relax8(A.at(U_EE,M), A.at(ID_EE,M), A.at(F_EE,M), EE8(A,M));
  }
}
static void cycle(size_t l) {
  if (l + 1 == L.size()) { L[l].at(U_EE,0)[0] = L[l].at(ID_EE,0)[0] * L[l].at(F_EE,0)[0]; return; }
  down(L[l], L[l + 1]); cycle(l + 1); up(L[l], L[l + 1]);
}

// ---- residual in double, natural order
static double refresh(double scale, double over) {
  Level& A = L[0]; double norm = 0; balance = work = drive = 0;
  std::fill(dd[2].begin(), dd[2].end(), 0);
  for (int j = 0; j <= N + 1; j++) {
    if (j < N && scale != 0 && !(j & 1)) {
      int J = j / 2; F *ee = A.row(12), *oo = A.row(13); const F *oe = A.at(VX,J), *eo = A.at(VX+1,J);
      redEven(ee, A, VX, J); redOdd(oo, A, VX, J);
      double* R v = &u[(size_t)j * N];
      for (int i = 0; i < N / 2; i++) { v[2*i] += scale * ee[i]; v[2*i+1] += scale * oe[i]; }
      v += N; for (int i = 0; i < N / 2; i++) { v[2*i] += scale * eo[i]; v[2*i+1] += scale * oo[i]; }
    }
    int a = j - 1, m = j - 2;
    if (a >= 0 && a < N) {
      const double *R x = &u[(size_t)a*N], *S = a ? x - N : zero.data(), *T = a < N-1 ? x + N : zero.data(), *p = &tx[(size_t)a*(N+1)], *q = &ty[(size_t)a*N], *k = &c[(size_t)a*N], *b = &f[(size_t)a*N];
      double *R r = rr[a&1].data() + 8, *R d = dd[a%3].data() + 8;
      const double* R red = parity.data() + (a & 1);
      auto cell = [&](int i, double W, double E) {
        double v = x[i], e = b[i] - k[i]*v - p[i]*(v-W) - p[i+1]*(v-E) - q[i]*(v-S[i]) - q[i+N]*(v-T[i]);
        double g = k[i] + p[i] + p[i+1] + q[i] + q[i+N]; r[i] = e; d[i] = red[i] * (g > 0 ? e / g : 0); };
      cell(0, 0, x[1]);
#pragma omp simd
      for (int i = 1; i < N - 1; i++) cell(i, x[i-1], x[i+1]);
      cell(N - 1, x[N-2], 0);
    }
    if (m < 0) continue;
    double *x = &u[(size_t)m*N]; const double *p = &tx[(size_t)m*(N+1)], *q = &ty[(size_t)m*N], *r = rr[m&1].data()+8, *d = dd[m%3].data()+8, *S = dd[(m+2)%3].data()+8, *T = m+1 < N ? dd[(m+1)%3].data()+8 : zero.data(), *b = &f[(size_t)m*N];
    double* R out = bb.data(); const double* R black = parity.data() + 1 - (m & 1);
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
#pragma omp simd reduction(+ : s0, s1, s2, s3)
    for (int k = 0; k < N; k++) {
      double e = black[k] * (r[k] + p[k]*d[k-1] + p[k+1]*d[k+1] + q[k]*S[k] + q[k+N]*T[k]), v = x[k] + d[k];
      x[k] = v; out[k] = e; s0 += e*e; s1 += e; s2 += v*e; s3 += v*b[k]; }
    norm += s0; balance += s1; work += s2; drive += s3;
    F *R z = A.at(m & 1 ? VR+1 : VR, m/2); const double* o = out + (m & 1 ? 0 : 1);
    double k = 1 / over;
    for (int i = 0; i < N / 2; i++) z[i] = o[2*i] * k;
    memset(A.at(m & 1 ? VX+1 : VX, m/2), 0, 4 * A.n);
  }
  return sqrt(norm);
}

static int solve(double rtol, double& res) {
  Level& A = L[0]; int n = A.n, it = 0; double ff = 0, fs = 0, slackSum = 0;
  for (double t : f) { ff += t * t; fs += t; }
  for (int i = 0; i < N; i++) slackSum += ty[i] + ty[(size_t)N * N + i];
  double target = rtol * sqrt(ff), size = sqrt(ff), norm = refresh(0, size), gamma = 0, alpha = 0; bool begun = false;
  auto next = [&](double now) { double aim = .95 * target, k = ceil(log(aim / now) / log(1e-5)); return k > 1 ? now * pow(aim / now, 1 / k) : aim; };
  for (int J = 0; J < A.mj; J++) { memset(A.at(VP,J), 0, 4*n); memset(A.at(VP+1,J), 0, 4*n); }
  double goal = next(norm); descendAndRestrict(A, 0);
  while (norm > target && it < 200) {
    cycle(1);
    double product = prolongAndSmooth(A), curve = turnAndApply(A, begun ? alpha : 0, begun ? product / gamma : 0);
    gamma = product; begun = true; it++; alpha = gamma / curve;
    double now = sqrt(descendAndRestrict(A, alpha)) * size;
    if (now > goal) continue;
    for (int J = 0; J < A.mj; J++) for (int h = 0; h < 2; h++) { F *R x = A.at(VX+h,J), *R p = A.at(VP+h,J); F al = alpha; ROW x[o] += al * p[o]; }
    norm = refresh(size * unit, now); size = now; begun = false; goal = next(norm);
    if (norm > target) descendAndRestrict(A, 0);
  }
  double flow = fs - balance, energy = drive - work, det = slackSum * energy - flow * flow;
  double shift = (balance * energy - work * flow) / det, stretch = (work * slackSum - balance * flow) / det;
  for (double& v : u) v = v * (1 + stretch) + shift;
  res = norm / sqrt(ff); return it;
}

static double sigma(int i, int j) { double x = (i + .5) / N - .5, y = (j + .5) / N - .5; return x*x + y*y < .04 ? 1e-6 : 1; }
static double mean(double a, double b) { return 2 * a * b / (a + b); }
static double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
int main(int argc, char** argv) {
  N = argc > 1 ? atoi(argv[1]) : 256; int reps = argc > 2 ? atoi(argv[2]) : 5; size_t NN = (size_t)N * N;
  if (N < 16 || N % 8) { fprintf(stderr, "p1: N must be a multiple of 8, at least 16\n"); return 1; }
  tx.assign((size_t)(N + 1) * N, 0); ty.assign((size_t)(N + 1) * N, 0); c.assign(NN, 0); f.assign(NN, 0); u.assign(NN, 0);
  for (auto& r : rr) r.assign(N + 32, 0);
  for (auto& d : dd) d.assign(N + 32, 0);
  bb.assign(N + 32, 0); zero.assign(N + 32, 0); slackRow.assign(N + 2, 0);
  for (int i = 0; i < N + 2; i++) parity.push_back(1 - (i & 1));
  for (int j = 0; j < N; j++) for (int i = 1; i < N; i++) tx[(size_t)j*(N+1)+i] = mean(sigma(i-1,j), sigma(i,j));
  for (int i = 0; i < N; i++) { ty[i] = 2*sigma(i,0); ty[NN+i] = 2*sigma(i,N-1); f[NN-N+i] = ty[NN+i]; for (int j = 1; j < N; j++) ty[(size_t)j*N+i] = mean(sigma(i,j-1), sigma(i,j)); }
  L.emplace_back(N, N, FINE); while (L.back().nx > 1) L.emplace_back((L.back().nx+1)/2, (L.back().ny+1)/2, COARSE);
  std::vector<double> a, b; int it = 0; double res = 0;
  for (int r = 0; r <= reps; r++) {
    std::fill(u.begin(), u.end(), 0); double t0 = now(); setup(); double t1 = now(); it = solve(1e-8, res); double t2 = now();
    if (r) { a.push_back(t1 - t0); b.push_back(t2 - t1); }
  }
  double top = 0, bottom = 0; for (int i = 0; i < N; i++) { top += ty[NN+i] * (1 - u[NN-N+i]); bottom += ty[i] * u[i]; }
  std::sort(a.begin(), a.end()); std::sort(b.begin(), b.end());
  printf("{\"problem\":\"P1\",\"n\":%d,\"tool\":\"native C++\",\"answer\":%.12g,\"bottom\":%.12g,\"iters\":%d,\"residual\":%.3g,\"setup_s\":%.5g,\"solve_s\":%.5g}\n", N, top, bottom, it, res, a[a.size()/2], b[b.size()/2]);
}
