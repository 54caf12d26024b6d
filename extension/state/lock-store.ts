import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { LockState } from "../vault/lock.ts";
import type { Account, ConnectedPortal } from "../vault/portals.ts";
import { codeOf } from "./error-code.ts";

/** What this store needs of extension/vault. */
export interface LockCore {
  findPortal(origin: PortalOrigin): Promise<ConnectedPortal | null>;
  readLockState(origin: PortalOrigin): Promise<LockState>;
  /** Tells within the event which portals were locked by it. */
  onLockStateChange(
    callback: (locked: readonly PortalOrigin[]) => void | Promise<void>,
    signal: AbortSignal,
  ): void;
  readUnlockWait(origin: PortalOrigin): Promise<{ readonly untilMs: number } | null>;
  unlock(request: {
    readonly origin: PortalOrigin;
    readonly kind: "passphrase" | "kit";
    readonly secret: string;
    readonly email?: string;
  }): Promise<unknown>;
  lockNow(): Promise<void>;
}

export interface LockStore {
  /** Null until it was read for the first time. */
  readonly state: ReadonlySignal<LockState | null>;
  /** Who uses this portal here; known while locked as well. */
  readonly account: ReadonlySignal<Account | null>;
  /** Until when no further try is taken; null when one may be made at once. */
  readonly waitUntilMs: ReadonlySignal<number | null>;
  /** Why the last try did not unlock. */
  readonly code: ReadonlySignal<ErrorCode | null>;
  readonly isUnlocking: ReadonlySignal<boolean>;
  readonly isUnlocked: ReadonlySignal<boolean>;
  refresh(): Promise<void>;
  /** With `email` where the person has another address by now. Never throws: `code` says why it did not. The secret is not kept. */
  unlock(kind: "passphrase" | "kit", secret: string, email?: string): Promise<void>;
  lock(): Promise<void>;
}

export interface LockStoreOptions {
  readonly origin: PortalOrigin;
  readonly core: LockCore;
  readonly signal: AbortSignal;
  /** Awaited before the page shows itself locked: the place to seal unsaved work. */
  readonly beforeLocked?: () => Promise<void>;
  /** Called within the event of a lock: hides the page until it shows itself locked; what it gives ends the hiding. */
  readonly hide?: () => () => void;
}

/** Follows whether Strongroom is locked, in whichever page or tab that changes, and unlocks it. */
export function createLockStore(options: LockStoreOptions): LockStore {
  const { origin, core, beforeLocked, hide } = options;
  const state = signal<LockState | null>(null);
  const account = signal<Account | null>(null);
  const waitUntilMs = signal<number | null>(null);
  const code = signal<ErrorCode | null>(null);
  const isUnlocking = signal(false);

  const refresh = async (): Promise<void> => {
    const next = await core.readLockState(origin);
    if (state.value === "unlocked" && next !== "unlocked") {
      await beforeLocked?.().catch(() => undefined); // work that cannot be sealed keeps nothing open
    }
    account.value = (await core.findPortal(origin))?.account ?? null;
    state.value = next;
    waitUntilMs.value = (await core.readUnlockWait(origin))?.untilMs ?? null;
  };

  /** Hides first: what has to be read and sealed takes seconds in a tab that the browser has put to the back. */
  const onChange = async (locked: readonly PortalOrigin[]): Promise<void> => {
    if (!locked.includes(origin) || state.value !== "unlocked") return refresh();
    const show = hide?.();
    try {
      await refresh();
    } catch {
      state.value = "locked";
    }
    // The page is drawn anew in a microtask that was asked for already; this one comes after it
    await Promise.resolve();
    show?.();
  };

  const unlock: LockStore["unlock"] = async (kind, secret, email) => {
    if (isUnlocking.value) return;
    isUnlocking.value = true;
    code.value = null;
    try {
      await core.unlock({ origin, kind, secret, ...(email === undefined ? {} : { email }) });
    } catch (error) {
      code.value = codeOf(error);
    }
    await refresh().finally(() => {
      isUnlocking.value = false;
    });
  };

  core.onLockStateChange(onChange, options.signal);
  return {
    state,
    account,
    waitUntilMs,
    code,
    isUnlocking,
    isUnlocked: computed(() => state.value === "unlocked"),
    refresh,
    unlock,
    lock: () => core.lockNow(),
  };
}
