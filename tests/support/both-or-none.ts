type Closable = { close(): Promise<void> } | { kill(): Promise<void> };

const end = (what: Closable): Promise<void> => ("close" in what ? what.close() : what.kill());

/** Waits for two things that are started side by side: each waits a good while for something. When one does not start, the other is ended. */
export async function bothOrNone<A extends Closable, B extends Closable>(
  first: Promise<A>,
  second: Promise<B>,
): Promise<[A, B]> {
  try {
    return await Promise.all([first, second]);
  } catch (cause) {
    for (const each of await Promise.allSettled([first, second]))
      if (each.status === "fulfilled") await end(each.value);
    throw cause;
  }
}
