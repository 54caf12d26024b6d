import { isFirefox } from "./firefox.ts";

/**
 * As many as keep the cipher busy while a result is being used; more only costs memory (measured). Firefox hands each task to
 * a pool of threads and its result back: three. Chromium does so in a page, but in a worker it ciphers in the worker's own
 * thread, where a second task gains nothing and pushes the first one's bytes out of the processor's cache: opening is a
 * sixth faster with one.
 */
const WINDOW = isFirefox ? 3 : "WorkerGlobalScope" in globalThis ? 1 : 2;

/** What happens with a chunk. The next one comes when it is done. */
export type UseChunk<Chunk> = (chunk: Chunk) => Promise<void> | void;

/**
 * Begins tasks in order, a few at a time, and hands their results to `use` in order. A task is begun only when it is its
 * turn, so tasks may share an input buffer that WebCrypto copies before it returns.
 * @throws whatever the first failing task throws, or `use`
 */
export async function inWindow<Task, Result>(
  tasks: Iterable<Task>,
  begin: (task: Task) => Promise<Result>,
  use: UseChunk<Result>,
): Promise<void> {
  const running: Promise<Result>[] = [];
  for (const task of tasks) {
    const result = begin(task);
    // It is awaited later; until then its failure must not count as one that nobody handles
    result.catch(() => undefined);
    running.push(result);
    const oldest = running.length === WINDOW ? running.shift() : undefined;
    if (oldest) await use(await oldest);
  }
  for (const result of running) await use(await result);
}
