import type { LiveSession } from "./live-session.ts";
import type { LiveClock } from "./surroundings.ts";

interface Patience {
  readonly of: Pick<LiveSession, "onChange">;
  readonly clock: LiveClock;
  readonly mostMs: number;
}

/** Waits until something holds, asked again at each change of the session, or until the time is over. */
export async function patiently(isDone: () => boolean, { of, clock, mostMs }: Patience): Promise<void> {
  if (isDone()) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(mostMs, resolve);
  const stop = of.onChange(() => isDone() && resolve());
  await promise;
  cancel();
  stop();
}
