import { type Signal, signal } from "@preact/signals";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { OnProgress } from "./upload-content.ts";

/** What is on its way up or down, a few at a time. */

export interface Transfer {
  readonly id: string;
  readonly name: string;
  readonly direction: "up" | "down";
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** Null while it cannot be told. */
  readonly remainingMs: number | null;
  readonly status: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** Why it failed; while it runs, why nothing gets through at the moment. */
  readonly code?: ErrorCode | undefined;
  cancel(): void;
  retry?(): void;
}

export interface TransferJob {
  readonly name: string;
  readonly direction: "up" | "down";
  readonly totalBytes: number;
  /** Does the work. */
  run(signal: AbortSignal, onProgress: OnProgress): Promise<void>;
}

export interface TransferList {
  readonly transfers: Signal<readonly Transfer[]>;
  /** Resolves when the job has ended, however it did. */
  start(job: TransferJob): Promise<void>;
  /** Takes what has ended off the list. */
  clear(): void;
  cancelAll(): void;
}

const AT_ONCE = 2;

/** Codes after which trying again cannot help. */
const FINAL = new Set<ErrorCode>(["NAME_INVALID", "FILE_TOO_LARGE", "FOLDER_TOO_DEEP", "SPACE_FULL"]);

export function createTransferList(): TransferList {
  const transfers = signal<readonly Transfer[]>([]);
  const waiting: (() => void)[] = [];
  let running = 0;

  const update = (id: string, changes: Partial<Transfer>): void => {
    transfers.value = transfers.value.map((each) => (each.id === id ? { ...each, ...changes } : each));
  };
  const admit = async (): Promise<void> => {
    if (running < AT_ONCE) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  /** Hands the place over, so that nobody slips in between. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  const start = async (job: TransferJob, id: string = crypto.randomUUID()): Promise<void> => {
    const ending = new AbortController();
    const cancel = () => {
      ending.abort(new AppError("UPLOAD_CANCELLED"));
      // Also while it waits for its turn
      update(id, { status: "cancelled", remainingMs: null, code: undefined });
    };
    const fresh = { id, name: job.name, direction: job.direction, doneBytes: 0, totalBytes: job.totalBytes };
    const transfer: Transfer = { ...fresh, bytesPerSecond: 0, remainingMs: null, status: "waiting", cancel };
    const others = transfers.value.filter((each) => each.id !== id);
    transfers.value = [...others, transfer];
    await admit();
    try {
      ending.signal.throwIfAborted();
      update(id, { status: "running", code: undefined });
      await job.run(
        ending.signal,
        createMeter(job.totalBytes, (changes) => update(id, changes)),
      );
      update(id, { status: "done", code: undefined, doneBytes: job.totalBytes, remainingMs: 0 });
    } catch (error) {
      update(
        id,
        failureOf(error, ending.signal, () => void start(job, id)),
      );
    } finally {
      leave();
    }
  };
  return {
    transfers,
    start,
    clear: () => {
      transfers.value = transfers.value.filter(isUnderWay);
    },
    cancelAll: () => {
      for (const transfer of transfers.value.filter(isUnderWay)) transfer.cancel();
    },
  };
}

const isUnderWay = ({ status }: Transfer): boolean => status === "waiting" || status === "running";

function failureOf(error: unknown, signal: AbortSignal, retry: () => void): Partial<Transfer> {
  const isCancelled = error instanceof AppError && error.code === "UPLOAD_CANCELLED";
  if (signal.aborted || isCancelled) return { status: "cancelled", remainingMs: null, code: undefined };
  const code = error instanceof AppError ? error.code : "INTERNAL";
  return { status: "failed", code, remainingMs: null, ...(FINAL.has(code) ? {} : { retry }) };
}

/** Speed since the start, without the time spent waiting for the connection. */
function createMeter(totalBytes: number, tell: (changes: Partial<Transfer>) => void) {
  let activeMs = 0;
  let atMs = Date.now();
  let done = 0;
  return (doneBytes: number, waitingFor: ErrorCode | null): void => {
    const nowMs = Date.now();
    if (waitingFor === null) activeMs += nowMs - atMs;
    atMs = nowMs;
    done = Math.max(done, doneBytes);
    const bytesPerSecond = activeMs > 0 && waitingFor === null ? (done * 1000) / activeMs : 0;
    const remainingMs = bytesPerSecond > 0 ? ((totalBytes - done) * 1000) / bytesPerSecond : null;
    tell({ doneBytes: done, bytesPerSecond, remainingMs, code: waitingFor ?? undefined });
  };
}
