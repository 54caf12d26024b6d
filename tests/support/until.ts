const PAUSE_MS = 50;
const PATIENCE_MS = 15_000;

/**
 * Asks again and again until the answer is neither false nor missing; a question that throws counts as no answer.
 * For what tells nobody when it happens; everything else is awaited as an event.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const answer = await ask().catch(() => null);
    if (answer) return answer as Exclude<T, false | null | undefined>;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  throw new Error(`Waited in vain for ${what}.`);
}
