import { describe, expect, it } from "vitest";
import { createLockStore, type LockCore } from "../../../extension/state/lock-store.ts";
import type { LockState } from "../../../extension/vault/lock.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const PASSPHRASE = "four unrelated words here";

/** A vault that locks and unlocks, and tells all pages. */
function world(first: LockState = "locked") {
  let state = first;
  let tries = 0;
  const listeners: Parameters<LockCore["onLockStateChange"]>[0][] = [];
  const tell = () =>
    Promise.all(listeners.map(async (listener) => listener(state === "locked" ? [origin] : [])));
  const core: LockCore = {
    findPortal: async () => ({ origin, portal: null, account: null }),
    readLockState: async () => state,
    onLockStateChange: (listener) => void listeners.push(listener),
    readUnlockWait: async () => (tries > 2 ? { untilMs: 99 } : null),
    unlock: async ({ secret }) => {
      tries += 1;
      const code: ErrorCode | null = secret === PASSPHRASE ? null : "UNLOCK_REFUSED";
      if (code) throw new AppError(code);
      state = "unlocked";
      await tell();
    },
    lockNow: async () => {
      state = "locked";
      await tell();
    },
  };
  return core;
}

const open = (core: LockCore, beforeLocked?: () => Promise<void>, hide?: () => () => void) =>
  createLockStore({
    origin,
    core,
    signal: new AbortController().signal,
    ...(beforeLocked ? { beforeLocked } : {}),
    ...(hide ? { hide } : {}),
  });

describe("lock", () => {
  it("opens for alice's passphrase and for nothing else", async () => {
    const store = open(world());
    await store.unlock("passphrase", "a guess of eve");
    expect(store.code.value).toBe("UNLOCK_REFUSED");
    expect(store.isUnlocked.value).toBe(false);
    await store.unlock("passphrase", PASSPHRASE);
    expect(store.code.value).toBeNull();
    expect(store.isUnlocked.value).toBe(true);
  });

  it("tells how long eve has to wait after some guesses", async () => {
    const store = open(world());
    for (const guess of ["one", "two", "three"]) await store.unlock("passphrase", guess);
    expect(store.waitUntilMs.value).toBe(99);
  });

  it("locks every page at once, whichever was asked", async () => {
    const core = world("unlocked");
    const [here, there] = [open(core), open(core)];
    await Promise.all([here.refresh(), there.refresh()]);
    await here.lock();
    expect([here.state.value, there.state.value]).toEqual(["locked", "locked"]);
  });

  it("lets a page seal its work before it shows itself locked", async () => {
    const seen: (string | null)[] = [];
    const core = world("unlocked");
    const store = open(core, async () => void seen.push(store.state.value));
    await store.refresh();
    await store.lock();
    expect(seen).toEqual(["unlocked"]);
    expect(store.state.value).toBe("locked");
  });

  it("hides the page while its work is being sealed, and until it shows itself locked", async () => {
    const seen: string[] = [];
    const store = open(
      world("unlocked"),
      async () => void seen.push("seal"),
      () => {
        seen.push("hide");
        return () => seen.push(`show ${store.state.value}`);
      },
    );
    await store.refresh();
    const locking = store.lock();
    expect(seen).toEqual(["hide"]);
    await locking;
    await store.refresh();
    expect(seen).toEqual(["hide", "seal", "show locked"]);
  });

  it("locks also when the work cannot be sealed", async () => {
    const store = open(world("unlocked"), () => Promise.reject(new AppError("EDITOR_EXPORT_FAILED")));
    await store.refresh();
    await store.lock();
    expect(store.state.value).toBe("locked");
  });
});
