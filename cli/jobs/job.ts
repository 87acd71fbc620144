// What a job is: one thing that a thread works out, from plain data to plain data. A kind of job is declared in a file *.job.ts
// beside the verbs that ask for it; the thread finds it by its name.

export interface JobKind<In = unknown, Out = unknown> {
  /** What one is called for people, as in "a trial did not start". */
  name: string;
  /** What to do where the machine cannot hold one. */
  remedy: string;
  /** The part of the input that the output depends on. */
  identity(input: In): unknown;
  /** Works one out, in a thread. */
  run(input: In, wasm: Uint8Array<ArrayBuffer>): Promise<Out>;
}
