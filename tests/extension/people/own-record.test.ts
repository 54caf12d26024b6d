import { beforeEach, describe, expect, it } from "vitest";
import {
  changeOwnSettings,
  type OwnSettings,
  readOwnSettings,
  VERIFIED_MAX,
} from "../../../extension/people/own-record.ts";
import type { OpenPortal } from "../../../extension/spaces/portal-session.ts";
import { activityRecord, unlockedRecord } from "../../../extension/vault/records.ts";
import { parseBase64Url, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { OWN_SETTINGS_MAX_BYTES } from "../../../shared/crypto/own-settings.ts";
import { createUserId, parsePortalOrigin, type UserId } from "../../../shared/ids.ts";
import { userId } from "../../support/contacts.ts";
import { memory } from "../../support/memory-browser.ts";

const origin = parsePortalOrigin("https://rooms.example");

interface Kept {
  readonly revision: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}
let kept: Kept | null;

/** The portal before alice, who looks at it anew: it keeps what it was given last. */
function portal(keys: ReadonlyMap<UserId, Uint8Array> = new Map()): OpenPortal {
  const call = async (name: string, input: { body?: { revision: number; sealed: string } }) => {
    if (name === "getOwnSettings" || input.body === undefined) return { settings: kept };
    kept = { ...input.body, sealed: parseBase64Url(input.body.sealed) };
    return null;
  };
  const users = new Map([...keys].map(([user, hash]) => [user, { bundle: { hash } }]));
  return { origin, user: userId("alice"), client: { call }, state: { users } } as unknown as OpenPortal;
}

const people = (count: number): Map<UserId, Uint8Array<ArrayBuffer>> =>
  new Map(Array.from({ length: count }, () => [createUserId(), randomBytes(32)] as const));

const compare =
  (verified: OwnSettings["verified"]) =>
  (before: OwnSettings): OwnSettings => ({ ...before, verified });

beforeEach(async () => {
  memory.reset();
  kept = null;
  await activityRecord.write(Date.now());
  const secret = () => toBase64Url(randomBytes(32));
  await unlockedRecord(origin).write({
    ...({ user: userId("alice"), loginKind: "kit" } as const),
    seed: secret(),
    loginSeed: secret(),
  });
});

describe("compared people", () => {
  it("come back, as many as there may be", async () => {
    const all = people(VERIFIED_MAX);
    await changeOwnSettings(portal(), compare(all));
    expect(kept?.sealed.length).toBeLessThanOrEqual(OWN_SETTINGS_MAX_BYTES);
    expect((await readOwnSettings(portal())).verified).toEqual(all);
  });

  it("are never more than can be read again: one more is refused, and nothing is lost", async () => {
    const all = people(VERIFIED_MAX);
    await changeOwnSettings(portal(), compare(all));
    const more = new Map([...all, ...people(1)]);
    await expect(changeOwnSettings(portal(more), compare(more))).rejects.toThrow("SPACE_FULL");
    expect((await readOwnSettings(portal())).verified).toEqual(all);
  });

  it("make room when their keys are others by now", async () => {
    const all = people(VERIFIED_MAX);
    const some = new Map([...all].slice(10));
    const more = new Map([...all, ...people(1)]);
    await changeOwnSettings(portal(new Map([...more].slice(10))), compare(more));
    const { verified } = await readOwnSettings(portal());
    expect([...some.keys()].every((user) => verified.has(user))).toBe(true);
    expect(verified.size).toBe(VERIFIED_MAX - 9);
  });
});
