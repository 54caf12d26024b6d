import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { sealLockbox } from "../../../shared/crypto/lockbox.ts";
import { encodeSlot } from "../../../shared/crypto/slot-params.ts";
import {
  type Account,
  createAccount,
  createPersonalSpace,
  createPortalEntry,
  createSetup,
  signAs,
} from "../../support/accounts.ts";
import { ask, codeOf, type Door, get } from "../../support/ask.ts";
import { people } from "../../support/people.ts";
import { openDoor } from "../door.ts";

type Setup = Awaited<ReturnType<typeof createSetup>>;

describe("setup", () => {
  let door: Door;
  let account: Account;
  let setup: Setup;
  beforeEach(async () => {
    door = await openDoor();
    account = await createAccount((await people()).alice, "Alice");
    setup = await createSetup(account);
  });

  const send = (changes: Partial<Setup["body"]> = {}) =>
    ask(door, "createPortal", { body: { ...setup.body, ...changes } });

  it("is open until alice has made the portal, and gives her a session", async () => {
    expect(await get(door, "getSetup")).toEqual({ open: true });
    expect(await get(door, "getPortal")).toMatchObject({ portal: null });
    const grant = await get(door, "createPortal", { body: setup.body });
    expect(await get(door, "getSetup")).toEqual({ open: false });
    expect(await get(door, "listSpaces", { token: grant.token })).toMatchObject({
      spaces: [
        { space: setup.personal.space, kind: "personal", head: { seq: 0, hash: setup.personal.entry.hash } },
      ],
    });
    const log = await get(door, "getPortalLog", { token: grant.token, params: { from: 0 } });
    expect(log.entries).toEqual([setup.body.portalEntry]);
  });

  it("refuses a wrong token, and any token where none was set", async () => {
    expect(await codeOf(send({ token: toBase64Url(randomBytes(32)) }))).toBe("SETUP_TOKEN_WRONG");
    door = await openDoor({ SETUP_TOKEN_HASH: "" });
    expect(await codeOf(send())).toBe("SETUP_TOKEN_WRONG");
  });

  it("happens once, whoever comes second", async () => {
    expect((await send()).status).toBe(200);
    const mallory = await createSetup(await createAccount((await people()).mallory, "Mallory"));
    expect(await codeOf(ask(door, "createPortal", { body: mallory.body }))).toBe("SETUP_CLOSED");
  });

  it("happens once when two come at the same time", async () => {
    const mallory = await createSetup(await createAccount((await people()).mallory, "Mallory"));
    const codes = await Promise.all([send(), ask(door, "createPortal", { body: mallory.body })].map(codeOf));
    expect(codes.sort()).toEqual(["200", "SETUP_CLOSED"]);
    expect(await door.sql("select count(*) n from users")).toEqual([{ n: 1 }]);
    expect(await door.sql("select count(*) n from spaces")).toEqual([{ n: 2 }]);
  });

  it("writes nothing when the database breaks off in the middle", async () => {
    await door.sql("create trigger broken before insert on lockboxes begin select raise(abort, 'disk'); end");
    expect(await codeOf(send())).toBe("STORAGE_FAILED");
    for (const table of ["portal", "users", "logins", "spaces", "entries", "sessions", "guards"])
      expect(await door.sql(`select count(*) n from ${table}`)).toEqual([{ n: 0 }]);
    await door.sql("drop trigger broken");
    expect((await send()).status).toBe(200);
  });

  it("refuses a name or an address that the log does not commit to", async () => {
    const { profile } = setup.body;
    expect(await codeOf(send({ profile: { ...profile, name: "Alicia" } }))).toBe("BODY_MALFORMED");
    expect(await codeOf(send({ profile: { ...profile, email: "ALICE@example.org" } }))).toBe(
      "BODY_MALFORMED",
    );
  });

  it("refuses a portal that somebody else signed, and a user id that is not its author's", async () => {
    const { mallory } = await people();
    const forged = await createPortalEntry({
      ...account,
      person: { ...account.person, signKey: mallory.signKey },
    });
    expect(await codeOf(send({ portalEntry: toBase64Url(forged.wire) }))).toBe("ENTRY_SIGNATURE");
    const claimed = { ...setup.body.profile, user: mallory.user };
    expect(await codeOf(send({ profile: claimed }))).toBe("ENTRY_REFUSED");
  });

  it("refuses a bundle that carries a key which did not sign it", async () => {
    const { mallory, alice } = await people();
    const wire = mallory.bundle.wire.slice();
    wire.set(alice.bundle.wire.subarray(0, 64));
    const forged = await createPortalEntry({
      ...account,
      person: { ...alice, bundle: { ...alice.bundle, wire } },
    });
    expect(await codeOf(send({ portalEntry: toBase64Url(forged.wire) }))).toBe("SIGNATURE_WRONG");
  });

  it("refuses a Private Room that points at another portal, or is somebody else's", async () => {
    const { mallory } = await people();
    const elsewhere = await createPersonalSpace(account.person, { seq: 0, hash: setup.personal.entry.hash });
    expect(await codeOf(send({ personalEntry: toBase64Url(elsewhere.entry.wire) }))).toBe("ENTRY_REFUSED");
    const foreign = await createPersonalSpace(mallory, { seq: 0, hash: setup.portal.hash });
    expect(await codeOf(send({ personalEntry: toBase64Url(foreign.entry.wire) }))).toBe("ENTRY_REFUSED");
  });

  it("refuses a lockbox for another space, generation, member or key", async () => {
    const { mallory } = await people();
    const { person } = account;
    const { space, spaceKey, entry } = setup.personal;
    const base = {
      ...{ spaceKey, space, generation: 1, head: entry.hash, member: person.user },
      ...{ memberKemPublic: person.kemPublic, author: person.user, signKey: person.signKey },
    };
    const other = await createPersonalSpace(person, { seq: 0, hash: setup.portal.hash });
    const wrong = [
      { ...base, space: other.space },
      { ...base, head: other.entry.hash },
      { ...base, generation: 2 },
      { ...base, member: mallory.user },
      { ...base, memberKemPublic: mallory.kemPublic },
      { ...base, author: mallory.user },
    ];
    for (const each of wrong) {
      const lockbox = toBase64Url(await sealLockbox(each));
      expect(await codeOf(send({ lockbox }))).toBe("OBJECT_MALFORMED");
    }
    const forged = toBase64Url(await sealLockbox({ ...base, signKey: mallory.signKey }));
    expect(await codeOf(send({ lockbox: forged }))).toBe("SIGNATURE_WRONG");
  });

  it("refuses a passphrase that is stretched too little, and slots that say one kind and are another (A38)", async () => {
    const [passphrase, kit] = setup.body.logins as [
      Setup["body"]["logins"][number],
      Setup["body"]["logins"][number],
    ];
    const argon2 = { memoryKiB: 1024, passes: 1, lanes: 1 };
    const params = { kind: "passphrase", salt: randomBytes(16), argon2 } as const;
    const weak = toBase64Url(encodeSlot({ params, nonce: randomBytes(12), sealed: randomBytes(48) }));
    expect(await codeOf(send({ logins: [{ ...passphrase, slot: weak }, kit] }))).toBe("BODY_MALFORMED");
    expect(await codeOf(send({ logins: [{ ...passphrase, slot: kit.slot }, kit] }))).toBe("BODY_MALFORMED");
    expect(await codeOf(send({ logins: [kit, kit] }))).toBe("BODY_MALFORMED");
    expect(await codeOf(send({ logins: [passphrase] }))).toBe("BODY_MALFORMED");
    const noPoint = toBase64Url(new Uint8Array(32));
    expect(await codeOf(send({ logins: [{ ...passphrase, loginPublic: noPoint }, kit] }))).toBe(
      "OBJECT_MALFORMED",
    );
  });

  it("tells a clock that is wrong by a day", async () => {
    const late = await signAs(account.person, { ...setup.portal, timeMs: Date.now() - 86_400_000 });
    expect(await codeOf(send({ portalEntry: toBase64Url(late.wire) }))).toBe("CLOCK_WRONG");
  });

  it("takes ten tries a minute", async () => {
    for (let i = 0; i < 10; i++)
      expect(await codeOf(send({ token: toBase64Url(randomBytes(32)) }))).toBe("SETUP_TOKEN_WRONG");
    expect(await codeOf(send())).toBe("RATE_LIMITED");
  });
});
