import { AppError, type ErrorCode } from "../../shared/errors.ts";

/** Waiting before another try. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const SLOW_DOWN_TRIES = 8;

/** How long to wait before try number `attempt` (from 0), doubled each time and spread, so that clients do not come back all at once. */
export function backoffMs(attempt: number): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return longest / 2 + Math.random() * (longest / 2);
}

/** Waits, or throws the signal's reason as soon as it is aborted. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Does it again, later, as long as the portal asks to slow down. A refused request changed nothing, so repeating it is safe. */
export async function patiently<Result>(signal: AbortSignal, ask: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "RATE_LIMITED" || attempt >= SLOW_DOWN_TRIES)
        throw error;
      await waitFor(signal, attempt, error);
    }
  }
}

async function waitFor(signal: AbortSignal, attempt: number, error: AppError): Promise<void> {
  try {
    await wait(backoffMs(attempt), signal);
  } catch (reason) {
    throw reason instanceof DOMException && reason.name === "TimeoutError" ? error : reason;
  }
}

const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["OFFLINE", "INTERNAL", "STORAGE_FAILED"]);

/** Failures of the line or of the portal that may be over in a moment. What was asked for may have happened or not. */
export const isPassing = (error: unknown): error is AppError =>
  error instanceof AppError && PASSING.has(error.code);

interface Persistence {
  readonly triesMax: number;
  readonly signal?: AbortSignal;
  /** Called before each wait, with its cause. */
  readonly onWait?: (cause: ErrorCode) => void;
}

/**
 * Does it again, later, while it fails for a passing reason; `task` is told how often it failed before. Only for what
 * may safely happen twice.
 */
export async function persistently<Result>(
  { triesMax, signal, onWait }: Persistence,
  task: (failures: number) => Promise<Result>,
): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await task(failures);
    } catch (error) {
      if (!isPassing(error) || failures >= triesMax - 1) throw error;
      onWait?.(error.code);
      await wait(backoffMs(failures), signal);
    }
  }
}
