import { type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import { codeOf } from "./error-code.ts";

/** Something that is read when it is first needed, and again when it may have changed. */
export interface Loaded<T> {
  /** Null until it was read; what was read last stays while it is read again, and when that fails. */
  readonly value: ReadonlySignal<T | null>;
  /** Why the last reading failed. */
  readonly code: ReadonlySignal<ErrorCode | null>;
  readonly isLoading: ReadonlySignal<boolean>;
  /** Never throws: `code` says why it did not. */
  load(): Promise<void>;
  /** Reads again what was read before; nothing for what nobody has asked for. */
  refresh(): Promise<void>;
}

/** An answer that comes after a later one is dropped. */
export function createLoaded<T>(read: () => Promise<T>): Loaded<T> {
  const value = signal<T | null>(null);
  const code = signal<ErrorCode | null>(null);
  const isLoading = signal(false);
  let newest = 0;

  const load = async (): Promise<void> => {
    newest += 1;
    const mine = newest;
    isLoading.value = true;
    const end = await read().then(
      (given) => ({ given }),
      (error: unknown) => ({ code: codeOf(error) }),
    );
    if (mine !== newest) return;
    if ("given" in end) value.value = end.given;
    code.value = "given" in end ? null : end.code;
    isLoading.value = false;
  };
  return { value, code, isLoading, load, refresh: async () => void (newest > 0 && (await load())) };
}
