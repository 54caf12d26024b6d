import { describe, expect, it } from "vitest";
import { asPlain, randomBytes, toBase64Url, utf8 } from "../../../shared/bytes.ts";
import { encodeCbor } from "../../../shared/cbor.ts";
import { LABELS } from "../../../shared/crypto/hash.ts";
import { sign } from "../../../shared/crypto/sign.ts";
import { createSpaceKey } from "../../../shared/crypto/space-key.ts";
import { createNodeId, idBytes, parseLiveSessionId, parseSpaceId, type UserId } from "../../../shared/ids.ts";
import { createFrameOpener, createFrameSealer } from "../../../shared/live/frame.ts";
import { followsHead, parseFrame } from "../../../shared/live/frame-check.ts";
import { people } from "../../support/people.ts";

const { alice, bob, eve, mallory } = await people();
const place = {
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  node: createNodeId(),
  session: parseLiveSessionId(toBase64Url(randomBytes(16))),
  generation: 1,
};
const spaceKey = createSpaceKey();
const sealerOf = ({ user, signKey }: typeof alice) =>
  createFrameSealer({ ...place, author: user, spaceKey, signKey });
/** Who may send: alice and bob. */
const keyOf = (user: UserId) => [alice, bob].find((member) => member.user === user)?.signPublic;
const said = (words: string) => asPlain(utf8(words));

describe("frame", () => {
  it("tells bob what alice typed", async () => {
    const wire = await (await sealerOf(alice)).seal("update", said("hello"));
    const frame = await parseFrame(wire, keyOf);
    expect(frame).toMatchObject({ ...place, author: alice.user, kind: "update", clock: 0, prev: null });
    const open = await createFrameOpener({ ...frame, ...place, spaceKey });
    expect(await open(frame)).toEqual(said("hello"));
  });

  it.each(["update", "snapshot", "presence", "saved"] as const)("carries its kind: %s", async (kind) => {
    const frame = await parseFrame(await (await sealerOf(alice)).seal(kind, said("")), keyOf);
    expect(frame.kind).toBe(kind);
  });

  it("is refused from eve, who was denied, and from mallory in alice's name", async () => {
    const fromEve = await (await sealerOf(eve)).seal("update", said("x"));
    await expect(parseFrame(fromEve, keyOf)).rejects.toThrow("SIGNATURE_WRONG");
    const asAlice = await sealerOf({ ...alice, signKey: mallory.signKey });
    await expect(parseFrame(await asAlice.seal("update", said("x")), keyOf)).rejects.toThrow(
      "SIGNATURE_WRONG",
    );
  });

  it("A46: is refused when bob, who has the key too, signs it as alice", async () => {
    const asAlice = await sealerOf({ ...alice, signKey: bob.signKey });
    await expect(parseFrame(await asAlice.seal("update", said("x")), keyOf)).rejects.toThrow(
      "SIGNATURE_WRONG",
    );
  });

  it("A52: shows nothing of what is in it", async () => {
    const wire = await (await sealerOf(alice)).seal("presence", said("canary canary canary"));
    expect(Buffer.from(wire).includes("canary")).toBe(false);
  });

  it("A51: is neither made nor read over 1 MiB", async () => {
    const sealer = await sealerOf(alice);
    await expect(sealer.seal("update", asPlain(new Uint8Array(2 ** 20)))).rejects.toThrow("OBJECT_MALFORMED");
    await expect(parseFrame(new Uint8Array(2 ** 20 + 1), keyOf)).rejects.toThrow("OBJECT_MALFORMED");
  });

  it("is refused when it is the first and names one before, or a later one and names none", async () => {
    for (const [clock, prev] of [
      [0, randomBytes(32)],
      [1, null],
    ] as const) {
      const ids = [place.space, place.node, place.session, alice.user].map(idBytes);
      const fields = [1, ...ids, randomBytes(16), 1, 1, clock, prev, randomBytes(16)];
      const wire = await sign(LABELS.frame, alice.signKey, encodeCbor(fields));
      await expect(parseFrame(wire, keyOf)).rejects.toThrow("OBJECT_MALFORMED");
    }
  });

  it("A45: does not open for a generation that has passed", async () => {
    const frame = await parseFrame(await (await sealerOf(alice)).seal("update", said("x")), keyOf);
    const open = await createFrameOpener({ ...frame, ...place, generation: 2, spaceKey });
    await expect(open(frame)).rejects.toThrow("CONTEXT_WRONG");
  });
});

describe("the frames of a connection", async () => {
  const sealer = await sealerOf(alice);
  const wires = await Promise.all(["a", "b", "c"].map((words) => sealer.seal("update", said(words))));
  const [a, b, c] = await Promise.all(wires.map((wire) => parseFrame(wire, keyOf)));
  const other = await parseFrame(await (await sealerOf(alice)).seal("update", said("a")), keyOf);

  it("follow one another, also when they were sealed at once", () =>
    expect([followsHead(b!, a!), followsHead(c!, b!)]).toEqual([true, true]));

  it("A42 A43: are not taken twice, left out or turned round", () =>
    expect([followsHead(a!, a!), followsHead(c!, a!), followsHead(a!, b!)]).toEqual([false, false, false]));

  it("A48: do not go on with another connection's", () => {
    expect(followsHead(b!, other)).toBe(false);
    expect(followsHead({ ...b!, connection: other.connection }, a!)).toBe(false);
    expect(followsHead({ ...b!, prev: other.hash }, a!)).toBe(false);
  });

  it("A24: are under a connection id and key of their own, so no nonce repeats", async () => {
    const connections = await Promise.all(
      Array.from({ length: 100 }, async () => (await sealerOf(alice)).connection),
    );
    expect(new Set(connections).size).toBe(100);
    expect(a!.sealed).not.toEqual(other.sealed);
  });
});
