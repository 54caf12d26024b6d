import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  lockIfIdle,
  lockNow,
  lockPortal,
  onLockStateChange,
  onLockWipe,
  readLockMark,
  readLockState,
  readUnlockWait,
  startActivity,
  touch,
  writeWhileUnlocked,
} from "../../../extension/vault/lock.ts";
import { keepNewSlot } from "../../../extension/vault/new-slot.ts";
import {
  portalRecord,
  sessionRecord,
  triesRecord,
  unlockedRecord,
} from "../../../extension/vault/records.ts";
import { keepSession } from "../../../extension/vault/session.ts";
import { saveSettings } from "../../../extension/vault/settings.ts";
import { setupRecord, setupToken } from "../../../extension/vault/setup-record.ts";
import { keepUnlocked } from "../../../extension/vault/unlock.ts";
import { toBase64Url } from "../../../shared/bytes.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";
import { memory } from "../../support/memory-browser.ts";
import { storeAccount, storedBytes } from "../../support/stored-account.ts";

const origin = parsePortalOrigin("https://portal.example");
const MINUTE = 60_000;

type Session = Parameters<ReturnType<typeof sessionRecord>["write"]>[0];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  memory.reset();
  await storeAccount(origin);
});
afterEach(() => vi.useRealTimers());

const unlock = async () => {
  await startActivity();
  await unlockedRecord(origin).write({
    ...{ user: storedBytes(16), seed: storedBytes(32), loginSeed: storedBytes(32), loginKind: "passphrase" },
  });
};

describe("the lock", () => {
  it("closes after the idle time, even when no timer fired (A70)", async () => {
    await unlock();
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    expect(await readLockState(origin)).toBe("unlocked");
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    expect(await readLockState(origin)).toBe("locked");
    expect(memory.session.items.size).toBe(0);
  });

  it("leaves nothing of what is written in the moment in which it closes, nor lets anything be written after it", async () => {
    await unlock();
    const item = sessionRecord(origin);
    const closing = {
      write: (value: Session) => lockNow().then(() => item.write(value)),
      remove: item.remove,
    };
    const writing = writeWhileUnlocked(origin, closing, { token: "x", expiresAtMs: 1 });
    await expect(writing).rejects.toMatchObject({ code: "LOCKED" });
    expect(memory.session.items.size).toBe(0);
    const late = { write: vi.fn(async () => undefined), remove: async () => undefined };
    await expect(writeWhileUnlocked(origin, late, "x")).rejects.toMatchObject({ code: "LOCKED" });
    expect(late.write).not.toHaveBeenCalled();
  });

  it("waits as long as somebody is at work", async () => {
    await unlock();
    for (let minute = 0; minute < 60; minute += 5) {
      vi.setSystemTime(Date.now() + 5 * MINUTE);
      await touch();
    }
    expect(await readLockState(origin)).toBe("unlocked");
  });

  it("is not opened again by work that comes too late", async () => {
    await unlock();
    vi.setSystemTime(Date.now() + 16 * MINUTE);
    await touch();
    expect(await readLockState(origin)).toBe("locked");
  });

  it("closes when the clock was set back, because then nobody knows how long it was", async () => {
    await unlock();
    vi.setSystemTime(Date.now() - 60 * MINUTE);
    expect(await lockIfIdle()).toBe(true);
  });

  it("follows the chosen time", async () => {
    await saveSettings({ idleMinutes: 1 });
    await unlock();
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    expect(await readLockState(origin)).toBe("locked");
  });

  it("leaves nothing on disk or in memory that opens anything (A71)", async () => {
    await unlock();
    await lockNow();
    expect(memory.session.items.size).toBe(0);
    expect([...memory.local.items.keys()].sort()).toEqual(["locks", `portal:${origin}`]);
  });

  it("takes the keys of a setup under way, and leaves the token of its link (A70)", async () => {
    const slot = { wire: storedBytes(100), loginSeed: storedBytes(32) };
    await setupRecord(origin).write({
      ...{
        name: "Alice",
        email: "alice@example.com",
        user: storedBytes(16),
        seed: storedBytes(32),
        kit: "XXXX",
      },
      ...{ askedGroups: [0, 1, 2], isProven: false, request: null },
      slots: [
        { kind: "passphrase", ...slot },
        { kind: "kit", ...slot },
      ],
    });
    await setupToken(origin).write(storedBytes(32));
    await startActivity();
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    expect(await lockIfIdle()).toBe(false);
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    expect(await lockIfIdle()).toBe(true);
    expect([...memory.session.items.keys()]).toEqual([`setup-token:${origin}`]);
  });

  it("wins over an unlock that was under way", async () => {
    const lockMark = await readLockMark(origin);
    await lockNow();
    const opened = {
      user: storedBytes(16),
      loginKind: "passphrase",
      seed: new Uint8Array(32),
      loginSeed: new Uint8Array(32),
    };
    await expect(keepUnlocked(origin, { ...opened, lockMark } as never)).rejects.toMatchObject({
      code: "LOCKED",
    });
    expect(await readLockState(origin)).toBe("locked");
  });

  /** Locks right before what unlocks is written. */
  const lockBeforeWriting = (lock: () => Promise<void>) => {
    const set = memory.session.set.bind(memory.session);
    return vi.spyOn(memory.session, "set").mockImplementation(async (items) => {
      if (`unlocked:${origin}` in items) await lock();
      return set(items);
    });
  };

  it.each([
    ["everything", lockNow],
    ["this portal alone", () => lockPortal(origin)],
  ])("wins over what writes in the very moment in which %s is locked", async (_, lock) => {
    const lockMark = await readLockMark(origin);
    const writing = lockBeforeWriting(lock);
    const opened = { user: storedBytes(16), loginKind: "passphrase", lockMark } as const;
    const seeds = { seed: new Uint8Array(32), loginSeed: new Uint8Array(32) };
    const unlocking = keepUnlocked(origin, { ...opened, ...seeds } as never);
    await expect(unlocking).rejects.toMatchObject({ code: "LOCKED" });
    writing.mockRestore();
    expect(await unlockedRecord(origin).read()).toBeNull();
  });

  it.each([
    ["everything", lockNow],
    ["this portal alone", () => lockPortal(origin)],
  ])("wins over a new passphrase that comes into force while %s is locked", async (_, lock) => {
    await unlock();
    const writing = lockBeforeWriting(lock);
    const slot = { kind: "passphrase", wire: new Uint8Array(8), loginSeed: new Uint8Array(32) } as const;
    await expect(keepNewSlot(origin, slot as never)).rejects.toMatchObject({ code: "LOCKED" });
    writing.mockRestore();
    expect(await unlockedRecord(origin).read()).toBeNull();
  });

  it("finds nothing of a new passphrase on the disk but its slot", async () => {
    await unlock();
    const seed = new Uint8Array(32).fill(7);
    const slot = { kind: "passphrase", wire: new Uint8Array(8), loginSeed: seed } as const;
    await keepNewSlot(origin, slot as never);
    expect(JSON.stringify([...memory.local.items])).not.toContain(toBase64Url(seed));
    expect((await portalRecord(origin).read())?.account?.slots.map(({ kind }) => kind)).toContain(
      "passphrase",
    );
  });

  it("leaves no session that was asked for before", async () => {
    await unlock();
    await lockPortal(origin);
    const grant = { token: new Uint8Array(32), expiresAtMs: Date.now() + MINUTE };
    await expect(keepSession(origin, grant)).rejects.toMatchObject({ code: "LOCKED" });
    expect(await sessionRecord(origin).read()).toBeNull();
  });

  it("never makes a wait longer than waits are, whatever the clock did", async () => {
    await triesRecord(origin).write({ count: 9, untilMs: Date.now() + 365 * 24 * 60 * MINUTE });
    expect(await readUnlockWait(origin)).toEqual({ untilMs: Date.now() + 10 * MINUTE });
  });

  it("lets pages seal their work before their memory is wiped", async () => {
    await unlock();
    const order: string[] = [];
    const ended = new AbortController();
    const wiped = new Promise<void>((resolve) =>
      onLockWipe(() => {
        order.push("wiped");
        resolve();
      }),
    );
    onLockStateChange(async () => {
      await Promise.resolve();
      order.push("sealed");
    }, ended.signal);
    await lockNow();
    await wiped;
    expect(order).toEqual(["sealed", "wiped"]);
    ended.abort();
  });

  it("tells a portal without an account, and one that is not connected", async () => {
    await portalRecord(origin).write({ origin, portal: null, account: null });
    expect(await readLockState(origin)).toBe("noAccount");
    await portalRecord(origin).remove();
    expect(await readLockState(origin)).toBe("notConnected");
  });
});

describe("what is stored", () => {
  it.each([
    ["a text", '"x"'],
    ["a number", "1"],
    ["another shape", '{"seed":1}'],
    ["a prototype", '{"__proto__":{"seed":"AAAA"}}'],
  ])("counts as nothing when it is %s", async (_what, text) => {
    memory.session.items.set(`unlocked:${origin}`, text);
    expect(await unlockedRecord(origin).read()).toBeNull();
    expect(await readLockState(origin)).toBe("locked");
  });
});
