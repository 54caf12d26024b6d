import { createPassphraseSlot, deriveLogin, openSlot } from "../../shared/crypto/slot.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";

/** What takes long because it has to: stretching a passphrase, and what needs it. Runs in a thread of its own. */
export const SLOT_WORK = { openSlot, deriveLogin, createPassphraseSlot } as const;

type Work = typeof SLOT_WORK;
export type WorkName = keyof Work;
export type WorkInput<Name extends WorkName> = Parameters<Work[Name]>[0];
export type WorkResult<Name extends WorkName> = Awaited<ReturnType<Work[Name]>>;

/** Between a page and its own thread; nobody else is on that line. */
export interface WorkRequest {
  readonly name: WorkName;
  readonly input: unknown;
}
export type WorkReply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: ErrorCode };

/** Does the work here. */
export function doWork<Name extends WorkName>(name: Name, input: WorkInput<Name>): Promise<WorkResult<Name>> {
  const work = SLOT_WORK[name] as (input: WorkInput<Name>) => Promise<WorkResult<Name>>;
  return work(input);
}

/** Does what a page asked its thread for. */
export async function answerWork({ name, input }: WorkRequest): Promise<WorkReply> {
  try {
    return { ok: true, result: await doWork(name, input as WorkInput<WorkName>) };
  } catch (error) {
    return { ok: false, code: error instanceof AppError ? error.code : "INTERNAL" };
  }
}
