import { describe, expect, it } from "vitest";
import { concat, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { encodeCbor } from "../../../shared/cbor.ts";
import { hashKemPublic } from "../../../shared/crypto/bundle.ts";
import { domain, LABELS } from "../../../shared/crypto/hash.ts";
import { sealToKem } from "../../../shared/crypto/kem.ts";
import { openLockbox, sealLockbox } from "../../../shared/crypto/lockbox.ts";
import { parseLockbox } from "../../../shared/crypto/lockbox-check.ts";
import { sign } from "../../../shared/crypto/sign.ts";
import { commitSpaceKey, createSpaceKey, parseSpaceKey } from "../../../shared/crypto/space-key.ts";
import { idBytes, parseEntryHash, parseSpaceId } from "../../../shared/ids.ts";
import { people } from "../../support/people.ts";

const { alice, bob, eve, mallory } = await people();
const spaceKey = createSpaceKey();
const context = {
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  generation: 4,
  head: parseEntryHash(toBase64Url(randomBytes(32))),
  member: bob.user,
  author: alice.user,
};
const expected = {
  ...context,
  authorSignPublic: alice.signPublic,
  keyCommitment: await commitSpaceKey(spaceKey, 4),
};
const toBob = { ...context, spaceKey, memberKemPublic: bob.kemPublic, signKey: alice.signKey };

describe("lockbox", () => {
  it("gives bob the space key", async () => {
    const wire = await sealLockbox(toBob);
    expect(wire.length).toBeLessThanOrEqual(1600);
    expect(await openLockbox({ wire, expected, identity: bob })).toEqual(spaceKey);
  });

  it("can be checked without being opened", async () => {
    const lockbox = await parseLockbox(await sealLockbox(toBob), alice.signPublic);
    expect(lockbox).toMatchObject(context);
    expect(lockbox.memberKemHash).toEqual(await hashKemPublic(bob.kemPublic));
  });

  it("cannot be opened by anyone else", async () => {
    const wire = await sealLockbox(toBob);
    await expect(openLockbox({ wire, expected, identity: eve })).rejects.toThrow("CONTEXT_WRONG");
    const asEve = { ...expected, member: eve.user };
    await expect(openLockbox({ wire, expected: asEve, identity: eve })).rejects.toThrow("CONTEXT_WRONG");
  });

  it("A04: is refused when mallory made it, whomever he names as its author", async () => {
    for (const author of [alice.user, mallory.user]) {
      const wire = await sealLockbox({ ...toBob, author, signKey: mallory.signKey });
      await expect(openLockbox({ wire, expected, identity: bob })).rejects.toThrow("SIGNATURE_WRONG");
    }
  });

  it("A05: is refused when alice signed it around a box that was made for eve", async () => {
    const wire = await sealLockbox({ ...toBob, memberKemPublic: eve.kemPublic });
    await expect(openLockbox({ wire, expected, identity: bob })).rejects.toThrow("CONTEXT_WRONG");
  });

  it("A05: is refused when a genuine seal was moved into another signed frame", async () => {
    const older = { ...toBob, generation: 3 };
    const { enc, sealed } = await parseLockbox(await sealLockbox(older), alice.signPublic);
    const fields = [1, idBytes(context.space), 4, idBytes(context.head), idBytes(bob.user)];
    const tail = [await hashKemPublic(bob.kemPublic), idBytes(alice.user), enc, sealed];
    const wire = await sign(LABELS.lockbox, alice.signKey, encodeCbor([...fields, ...tail]));
    await expect(openLockbox({ wire, expected, identity: bob })).rejects.toThrow("CIPHERTEXT_DAMAGED");
  });

  it("A26: is refused when it holds another key than the log committed to", async () => {
    const wire = await sealLockbox({ ...toBob, spaceKey: createSpaceKey() });
    await expect(openLockbox({ wire, expected, identity: bob })).rejects.toThrow("CONTEXT_WRONG");
  });

  it("A30: is refused when it holds something that is no key", async () => {
    const front = [1, idBytes(context.space), 4, idBytes(context.head), idBytes(bob.user)];
    const fields = [...front, await hashKemPublic(bob.kemPublic), idBytes(alice.user)];
    const info = concat(domain(LABELS.lockbox), encodeCbor(fields));
    const { enc, sealed } = await sealToKem(bob.kemPublic, info, randomBytes(16));
    const wire = await sign(LABELS.lockbox, alice.signKey, encodeCbor([...fields, enc, sealed]));
    await expect(openLockbox({ wire, expected, identity: bob })).rejects.toThrow("OBJECT_MALFORMED");
  });
});

describe("space key", () => {
  it("has another commitment for each generation", async () =>
    expect(await commitSpaceKey(spaceKey, 1)).not.toEqual(await commitSpaceKey(spaceKey, 2)));

  it("is 32 bytes", () => expect(() => parseSpaceKey(new Uint8Array(31))).toThrow("OBJECT_MALFORMED"));
});
