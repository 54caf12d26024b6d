// What a page and its dedicated workers say to each other: one task, one answer, then the worker is ended.

export type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: string };

/** Makes this worker do `work` with the task that it is sent. */
export function answer<Task, Result>(work: (task: Task) => Promise<Result>): void {
  self.onmessage = (event: MessageEvent<Task>) => {
    void answerOf(work(event.data)).then((said) => self.postMessage(said)); // answerOf never fails
  };
}

async function answerOf<Result>(result: Promise<Result>): Promise<Answer<Result>> {
  try {
    return { ok: true, result: await result };
  } catch (cause) {
    return { ok: false, error: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) };
  }
}

/** @throws when something that was sealed did not come back as it was */
export function demand(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`Wrong result: ${what}`);
}

/** How long `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
