/** How many entries are read and verified at once: enough that neither this thread nor the browser's crypto waits for the other. */
const WIDTH = 256;

/**
 * Does something with each, begun in their order and a bounded number at a time; what `each` does before its first `await`
 * is done in that order, too. Hands the results to `use` in order, while those behind them are still being worked on.
 * @throws what the first of them that fails throws, once those before it were used; what `use` throws
 */
export async function useInWindow<In, Out>(
  all: readonly In[],
  each: (one: In) => Promise<Out>,
  use: (result: Out) => Promise<void> | void,
): Promise<void> {
  const begun: Promise<Out>[] = [];
  const useOldest = async (): Promise<void> => {
    const oldest = begun.shift();
    if (oldest) await use(await oldest);
  };
  for (const one of all) {
    const task = each(one);
    task.catch(() => undefined); // met in turn
    begun.push(task);
    if (begun.length > WIDTH) await useOldest();
  }
  while (begun.length > 0) await useOldest();
}

/** As {@link useInWindow}, and gives the results in order once all are there. */
export async function inWindow<In, Out>(all: readonly In[], each: (one: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  await useInWindow(all, each, (result) => void results.push(result));
  return results;
}
