#!/usr/bin/env python3
"""P3 (docs/numerics.md) with PETSc's conjugate gradients and hypre's BoomerAMG: p3_petsc.py N [--floating] [REPEATS=5].
Needs petsc4py, numpy and scipy. Unknowns are the conducting cells that the plates reach. Timed: set-up of the
preconditioner and solve [processor time], from zero to ||b - A x|| <= 1e-8 ||b||; assembly is not. One line of JSON."""
import json
import os
import statistics
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import petsc4py
import scipy.sparse as sparse
from scipy.sparse.csgraph import connected_components

petsc4py.init(["p3"])
from petsc4py import PETSc

arguments = [word for word in sys.argv[1:] if word != "--floating"]
floating = "--floating" in sys.argv
n = int(arguments[0])
repeats = int(arguments[1]) if len(arguments) > 1 else 5
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "p3-discs.json")) as file:
    discs = json.load(file)

centre = (np.arange(n) + 0.5) / n
x, y = np.meshgrid(centre, centre)  # row j = y, column i = x
open_cell = np.ones((n, n), bool)
for a, b, r in discs:
    open_cell[(x - a) ** 2 + (y - b) ** 2 < r * r] = False

cell = np.arange(n * n).reshape(n, n)
across = open_cell[:, 1:] & open_cell[:, :-1]
along = open_cell[1:] & open_cell[:-1]
one = np.concatenate([cell[:, :-1][across], cell[:-1][along]])
other = np.concatenate([cell[:, 1:][across], cell[1:][along]])
graph = sparse.coo_matrix((np.ones(len(one)), (one, other)), (n * n, n * n)).tocsr()
graph = graph + graph.T
label = connected_components(graph, directed=False)[1].reshape(n, n)
reached = open_cell & np.isin(label, np.union1d(label[0][open_cell[0]], label[-1][open_cell[-1]]))

tie = np.zeros((n, n))
source = np.zeros((n, n))
if floating:
    source[-1] = open_cell[-1] / open_cell[-1].sum()
    source[0] -= open_cell[0] / open_cell[0].sum()
else:
    tie[0] = 2.0 * open_cell[0]
    tie[-1] += 2.0 * open_cell[-1]
    source[-1] = 2.0 * open_cell[-1]
kept = np.flatnonzero(reached)
matrix = sparse.diags(np.asarray(graph.sum(1)).ravel() + tie.ravel()) - graph
matrix = matrix.tocsr()[kept][:, kept].tocsr()
matrix.sort_indices()
A = PETSc.Mat().createAIJ(matrix.shape, csr=(matrix.indptr, matrix.indices, matrix.data))
b = PETSc.Vec().createWithArray(source.ravel()[kept].copy())
u = b.duplicate()
if floating:
    A.setNullSpace(PETSc.NullSpace().create(constant=True))
else:
    A.setOption(PETSc.Mat.Option.SPD, True)

setups, solves = [], []
for _ in range(repeats):
    ksp = PETSc.KSP().create()
    ksp.setOperators(A)
    ksp.setType("cg")
    ksp.setNormType(PETSc.KSP.NormType.UNPRECONDITIONED)
    ksp.getPC().setType("hypre")
    ksp.getPC().setHYPREType("boomeramg")
    ksp.setTolerances(rtol=1e-8, atol=0, max_it=2000)
    ksp.setFromOptions()
    u.set(0)
    start = time.process_time()
    ksp.setUp()
    built = time.process_time()
    ksp.solve(b, u)
    end = time.process_time()
    setups.append(built - start)
    solves.append(end - built)
    iterations = ksp.getIterationNumber() if ksp.getConvergedReason() > 0 else -ksp.getIterationNumber()
    ksp.destroy()

field = np.zeros(n * n)
field[kept] = u.getArray()
field = field.reshape(n, n)
# 2 f.u - u.A u at its maximum is of second order in the error of u
most = 2.0 * (source * field).sum() - u.getArray() @ (matrix @ u.getArray())
answer = 1.0 / most if floating else 2.0 * open_cell[-1].sum() - most
print(json.dumps({
    "problem": "P3", "n": n, "floating": floating, "tool": "PETSc CG+BoomerAMG", "answer": answer, "iters": iterations,
    "setup_s": statistics.median(setups), "solve_s": statistics.median(solves),
    "version": "PETSc %d.%d.%d" % PETSc.Sys.getVersion(),
}))
