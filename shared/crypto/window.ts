/** Two at a time keep the cipher busy while the result before is being used; more only costs memory (measured). */
const WINDOW = 2;

/**
 * Runs tasks in order, a few at a time, and gives their results in order. A task is started only when it is its
 * turn, so tasks may share an input buffer that WebCrypto copies before it returns.
 * @throws whatever the first failing task throws
 */
export async function* inWindow<Result>(tasks: Iterable<() => Promise<Result>>): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const task of tasks) {
    const result = task();
    // It is awaited later; until then its failure must not count as one that nobody handles
    result.catch(() => undefined);
    running.push(result);
    const oldest = running.length === WINDOW ? running.shift() : undefined;
    if (oldest) yield await oldest;
  }
  for (const result of running) yield await result;
}
