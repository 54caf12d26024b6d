import { type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { codeOf } from "./error-code.ts";

export interface SignInRequest {
  readonly origin: PortalOrigin;
  readonly email: string;
  readonly kind: "passphrase" | "kit";
  readonly secret: string;
}

export interface SignInStore {
  readonly email: ReadonlySignal<string>;
  readonly code: ReadonlySignal<ErrorCode | null>;
  readonly isWorking: ReadonlySignal<boolean>;
  readonly isDone: ReadonlySignal<boolean>;
  setEmail(email: string): void;
  /** Never throws: `code` says why it did not work, never which part was wrong. The secret is not kept. */
  signIn(kind: SignInRequest["kind"], secret: string): Promise<void>;
}

/** Opens an account that there is in a browser that does not know it yet. */
export function createSignInStore(
  origin: PortalOrigin,
  signInByCore: (request: SignInRequest) => Promise<unknown>,
): SignInStore {
  const email = signal("");
  const code = signal<ErrorCode | null>(null);
  const isWorking = signal(false);
  const isDone = signal(false);
  return {
    email,
    code,
    isWorking,
    isDone,
    setEmail(next) {
      email.value = next;
      code.value = null;
    },
    async signIn(kind, secret) {
      if (isWorking.value) return;
      isWorking.value = true;
      code.value = null;
      try {
        await signInByCore({ origin, email: email.value.trim(), kind, secret });
        isDone.value = true;
      } catch (error) {
        code.value = codeOf(error);
      } finally {
        isWorking.value = false;
      }
    },
  };
}
