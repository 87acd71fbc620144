// Other programs for P1, P2 and P3: our algorithms compiled natively, and peers that are installed. Each is a process that
// prints one line of JSON, { answer, iters, setup_s, solve_s, version? }, with the medians over its repetitions.
//   native  bench/native/p1.cpp and p2.cpp, compiled here where there is a C++ compiler (CXX, else g++)
//   peers   p1_hypre_struct, p1_petsc.py, p2_petsc_mg.py, p2_petsc.py, p3_petsc.py in a folder of VOIDSCOPE_PEERS or PATH,
//           or in bench/peers; scripts run with VOIDSCOPE_PYTHON, else python3

import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { ProblemName } from "./problems";

const run = promisify(execFile);

export interface Sample {
  answer: number;
  iters: number;
  setup_s: number;
  solve_s: number;
  version?: string;
}

export interface Other {
  problem: ProblemName;
  tool: string;
  /** The largest grid that its memory or patience allows. */
  largest: number;
  sample(n: number, reps: number): Promise<Sample>;
}

/** Another program that is not there, and why. */
export interface Missing {
  problem: ProblemName;
  tool: string;
  skipped: string;
}

/** Compiles the native references into `root`/build/native. */
export function nativeReferences(root: string): (Other | Missing)[] {
  const compiler = process.env["CXX"] ?? "g++";
  return (["p1", "p2"] as const).map((problem) => {
    const tool = "native";
    const source = join(root, "bench/native", `${problem}.cpp`);
    const folder = join(root, "build/native");
    const program = join(folder, problem);
    const changed = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    try {
      if (changed(program) < changed(source)) {
        mkdirSync(folder, { recursive: true });
        const flags = ["-O3", "-march=native", "-fopenmp-simd", "-std=c++20"];
        execFileSync(compiler, [...flags, source, "-o", program], { stdio: "pipe" });
      }
    } catch {
      return {
        problem,
        tool,
        skipped: `${compiler} is not here or did not compile ${problem}.cpp`,
      };
    }
    const sample = (n: number, reps: number) => measure(program, [`${n}`, `${reps}`]);
    return { problem, tool, largest: 4096, sample };
  });
}

const PEERS: {
  problem: ProblemName;
  tool: string;
  largest: number;
  file: string;
  words: (n: number, reps: number) => string[];
}[] = [
  {
    problem: "p1",
    tool: "hypre PCG+PFMG",
    largest: 1024,
    file: "p1_hypre_struct",
    words: (n, reps) => [`${n}`, "pcg-pfmg", `${reps}`],
  },
  {
    problem: "p1",
    tool: "PETSc CG+BoomerAMG",
    largest: 1024,
    file: "p1_petsc.py",
    words: (n, reps) => [`${n}`, "cg-hypre", `${reps}`],
  },
  {
    problem: "p2",
    tool: "PETSc geometric MG",
    largest: 512,
    file: "p2_petsc_mg.py",
    words: (n, reps) => [`${n}`, `${reps}`],
  },
  {
    problem: "p2",
    tool: "PETSc GAMG",
    largest: 512,
    file: "p2_petsc.py",
    words: (n, reps) => [`${n}`, "cg-gamg", `${reps}`],
  },
  {
    problem: "p3",
    tool: "PETSc CG+BoomerAMG",
    largest: 1024,
    file: "p3_petsc.py",
    words: (n, reps) => [`${n}`, `${reps}`],
  },
  {
    problem: "p3-floating",
    tool: "PETSc CG+BoomerAMG",
    largest: 1024,
    file: "p3_petsc.py",
    words: (n, reps) => [`${n}`, "--floating", `${reps}`],
  },
];

/** The peers that are installed; `root` is the folder of the package. */
export function installedPeers(root: string): (Other | Missing)[] {
  const own = join(root, "bench/peers");
  const folders = [process.env["VOIDSCOPE_PEERS"] ?? "", process.env["PATH"] ?? "", own]
    .flatMap((list) => list.split(delimiter))
    .filter((folder) => folder !== "");
  return PEERS.map(({ problem, tool, largest, file, words }) => {
    const path = folders.map((folder) => join(folder, file)).find((one) => existsSync(one));
    if (!path)
      return { problem, tool, skipped: `${file} is in no folder of VOIDSCOPE_PEERS or PATH` };
    const python = process.env["VOIDSCOPE_PYTHON"] ?? "python3";
    const sample = (n: number, reps: number) =>
      file.endsWith(".py")
        ? measure(python, [path, ...words(n, reps)])
        : measure(path, words(n, reps));
    return { problem, tool, largest, sample };
  });
}

async function measure(program: string, words: string[]): Promise<Sample> {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const { stdout } = await run(program, words, { env, timeout: 300_000 });
  const { answer, iters, setup_s, solve_s, version } = JSON.parse(stdout) as Sample;
  return { answer, iters, setup_s, solve_s, ...(version ? { version } : {}) };
}

/** First line of `<compiler> --version`; null without one. */
export function compilerVersion(): string | null {
  try {
    const words = execFileSync(process.env["CXX"] ?? "g++", ["--version"], { stdio: "pipe" });
    return words.toString().split("\n")[0]!;
  } catch {
    return null;
  }
}
