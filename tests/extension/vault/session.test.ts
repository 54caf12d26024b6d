import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { permissionPatternOf } from "../../../extension/api/permission.ts";
import { readLockState, startActivity } from "../../../extension/vault/lock.ts";
import { sessionRecord, unlockedRecord } from "../../../extension/vault/records.ts";
import { clientOf } from "../../../extension/vault/session.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { type PortalOrigin, parsePortalOrigin } from "../../../shared/ids.ts";
import { memory } from "../../support/memory-browser.ts";
import { storeAccount, storedBytes } from "../../support/stored-account.ts";

const alices = parsePortalOrigin("https://alice.example");
const mallorys = parsePortalOrigin("https://mallory.example");
const TOKEN = storedBytes(32);

/** Unlocked, with a session that has this long to go. */
async function unlockedAt(origin: PortalOrigin, leftMs: number): Promise<void> {
  await storeAccount(origin);
  const keys = { seed: storedBytes(32), loginSeed: storedBytes(32), loginKind: "passphrase" as const };
  await unlockedRecord(origin).write({ user: storedBytes(16), ...keys });
  await sessionRecord(origin).write({ token: TOKEN, expiresAtMs: Date.now() + leftMs });
  memory.granted.add(permissionPatternOf(origin));
}

describe("a session that was ended on another device", () => {
  const honest = globalThis.fetch;
  const asked: { path: string; shown: string | null }[] = [];
  const answer = (code: ErrorCode) => {
    globalThis.fetch = async (input, init) => {
      const shown = new Headers(init?.headers).get("authorization");
      asked.push({ path: new URL(String(input)).pathname, shown });
      return Response.json({ error: { code, requestId: crypto.randomUUID() } }, { status: 401 });
    };
  };
  beforeEach(async () => {
    memory.reset();
    asked.length = 0;
    await startActivity();
  });
  afterEach(() => {
    globalThis.fetch = honest;
  });

  it("locks its portal and no other", async () => {
    await unlockedAt(alices, 3_600_000);
    await unlockedAt(mallorys, 3_600_000);
    answer("SESSION_ENDED");
    await expect(clientOf(mallorys).call("listSpaces", {})).rejects.toMatchObject({ code: "SESSION_ENDED" });
    expect(await readLockState(mallorys)).toBe("locked");
    expect(await sessionRecord(mallorys).read()).toBeNull();
    expect(await readLockState(alices)).toBe("unlocked");
    expect(await sessionRecord(alices).read()).not.toBeNull();
  });

  it.each([
    ["is nearly over", 30_000],
    ["has long been over", -86_400_000],
  ])("is not renewed when its time %s", async (_, leftMs) => {
    await unlockedAt(alices, leftMs);
    answer("SESSION_ENDED");
    await expect(clientOf(alices).call("listSpaces", {})).rejects.toMatchObject({ code: "SESSION_ENDED" });
    expect(asked.map(({ shown }) => shown)).toEqual([`Bearer ${TOKEN}`]);
    expect(await readLockState(alices)).toBe("locked");
    await expect(clientOf(alices).call("listSpaces", {})).rejects.toMatchObject({ code: "LOCKED" });
  });
});
