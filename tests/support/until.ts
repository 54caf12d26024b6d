const PAUSE_MS = 50;
/** For a machine that is busy: what passes does not pay for it. */
const PATIENCE_MS = 60_000;

/**
 * Asks again and again until the answer is neither false nor missing; a question that throws counts as no answer, and
 * is the cause of the error when that was the last. For what tells nobody when it happens; everything else is awaited
 * as an event.
 * @param what what is waited for; as a function, asked when it was in vain: for words on how things stand then
 */
export async function until<T>(
  what: string | (() => string | Promise<string>),
  ask: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + patienceMs;
  let cause: unknown;
  while (Date.now() < deadline) {
    const answer = await ask().then(
      (given) => {
        cause = undefined;
        return given;
      },
      (reason) => {
        cause = reason;
        return null;
      },
    );
    if (answer) return answer as Exclude<T, false | null | undefined>;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  throw new Error(`Waited in vain for ${typeof what === "string" ? what : await what()}.`, { cause });
}
