import type { ErrorCode } from "../../../shared/errors.ts";

/** How one file's way up or down is going. */
export type TransferState =
  | { readonly kind: "waiting" }
  | {
      readonly kind: "running";
      readonly bytesPerSecond: number | null;
      readonly remainingMs: number | null;
      /** Why nothing gets through at the moment; it is being tried again. */
      readonly waitingFor?: ErrorCode | undefined;
    }
  | { readonly kind: "done" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly code: ErrorCode };

export interface Transfer {
  readonly id: string;
  readonly name: string;
  readonly direction: "up" | "down";
  readonly doneBytes: number;
  /** Null while it is not known. */
  readonly totalBytes: number | null;
  readonly state: TransferState;
}

export const isUnderWay = ({ state }: Transfer): boolean =>
  state.kind === "waiting" || state.kind === "running";
