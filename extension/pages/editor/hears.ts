import type { LiveSession } from "../../live/live-session.ts";

/** Whether a session comes to say so, now or before patience ends. */
export function hears(
  session: Pick<LiveSession, "onChange">,
  isSo: () => boolean,
  patienceMs: number,
): Promise<boolean> {
  if (isSo()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(answer);
    };
    const timer = setTimeout(() => end(false), patienceMs);
    const stop = session.onChange(() => isSo() && end(true));
  });
}
