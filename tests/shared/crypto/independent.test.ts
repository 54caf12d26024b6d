// The frozen vectors against docs/format.md written down a second time (tests/support/independent.ts).
import { argon2Sync, createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  bytes,
  type Cbor,
  cbor,
  derive,
  domain,
  gcm,
  hash,
  isSigned,
  signature,
  signed,
  signPublicOf,
  text,
  u32,
  u64,
} from "../../support/independent.ts";
import { contentOf } from "../../support/vector-streams.ts";
import draftCases from "../../vectors/draft.json" with { type: "json" };
import fileKeyCases from "../../vectors/file-key.json" with { type: "json" };
import frameCases from "../../vectors/frame.json" with { type: "json" };
import identityCases from "../../vectors/identity.json" with { type: "json" };
import kitCases from "../../vectors/kit.json" with { type: "json" };
import lockboxCases from "../../vectors/lockbox.json" with { type: "json" };
import loginCases from "../../vectors/login.json" with { type: "json" };
import metadataCases from "../../vectors/metadata.json" with { type: "json" };
import profileCases from "../../vectors/profile.json" with { type: "json" };
import slotKitCases from "../../vectors/slot-kit.json" with { type: "json" };
import slotPasskeyCases from "../../vectors/slot-passkey.json" with { type: "json" };
import slotPassphraseCases from "../../vectors/slot-passphrase.json" with { type: "json" };
import spaceKeyCases from "../../vectors/space-key.json" with { type: "json" };
import streamCases from "../../vectors/stream.json" with { type: "json" };
import tokenCases from "../../vectors/token.json" with { type: "json" };

const EMPTY = Buffer.alloc(0);
const signSeedOf = (seed: string): Buffer => derive(bytes(seed), EMPTY, "identity/sign");
const bound = (label: string, fields: Cbor[]): Buffer => Buffer.concat([domain(label), cbor(fields)]);

/** A sealed wire made again under the nonce that stands in front of it. */
const sealedAgain = (wire: Buffer, key: Buffer, aad: Buffer, plain: Buffer): Buffer => {
  const nonce = wire.subarray(0, 12);
  return Buffer.concat([nonce, gcm(key, nonce, aad, plain)]);
};

describe("a second implementation of docs/format.md agrees on", { timeout: 30_000 }, () => {
  it.each(identityCases)("the bundle", ({ input, output }) => {
    const signPublic = signPublicOf(signSeedOf(input.seed));
    const payload = cbor([1, bytes(input.user), signPublic, bytes(output.kemPublic), input.createdAtMs]);
    const wire = signed("bundle", signSeedOf(input.seed), payload);
    expect(output.bundle).toBe(text(wire));
    expect(output.bundleHash).toBe(text(hash("bundle-hash", wire)));
    expect(output.signPublic).toBe(text(signPublic));
  });

  it.each([...slotPassphraseCases, ...slotKitCases, ...slotPasskeyCases])("a slot", ({ input, output }) => {
    const wire = bytes(output.wire);
    const [nonce, sealed] = [wire.subarray(-62, -50), wire.subarray(-48)];
    const salt = wire.subarray(4, 20);
    const way = wayOf(input, salt);
    const front = [1, way.kind, salt, way.params];
    const aad = bound("slot", [...front, bytes(input.user), signPublicOf(signSeedOf(input.seed))]);
    expect(text(sealed)).toBe(
      text(gcm(derive(way.master, salt, "slot/wrap"), nonce, aad, bytes(input.seed))),
    );
    expect(output.wire).toBe(text(cbor([...front, Buffer.from(nonce), Buffer.from(sealed)])));
    expect(output.loginPublic).toBe(text(signPublicOf(derive(way.master, salt, "slot/login"))));
  });

  it.each(kitCases)("a recovery kit's text", ({ input, output }) => {
    const secret = bytes(input.secret);
    const check = hash("kit-check", secret).subarray(0, 3);
    const bits = [...secret, ...check].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const letters = (bits.slice(0, 180).match(/.{5}/g) ?? []).map(
      (five) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number.parseInt(five, 2)],
    );
    expect(output.printed).toBe((letters.join("").match(/.{4}/g) ?? []).join("-"));
    expect(output.read).toBe(input.secret);
  });

  it.each(loginCases)("a login proof", ({ input, output }) => {
    const { loginSeed, origin, challenge, timeMs } = input;
    const message = cbor([1, origin, "POST", "/api/session", bytes(challenge), timeMs]);
    expect(output.signature).toBe(text(signature("login", bytes(loginSeed), message)));
    expect(output.loginPublic).toBe(text(signPublicOf(bytes(loginSeed))));
  });

  it.each(tokenCases)("what is kept of tokens", ({ input, output }) => {
    expect(output.session).toBe(text(hash("session", bytes(input.token))));
    expect(output.setup).toBe(text(createHash("sha256").update(bytes(input.token)).digest()));
  });

  it.each(profileCases)("a profile's commitment", ({ input, output }) =>
    expect(output.commitment).toBe(text(hash("profile", cbor([bytes(input.salt), input.name, input.email])))),
  );

  it.each(spaceKeyCases)("a space key's commitment", ({ input, output }) =>
    expect(output.commitment).toBe(
      text(derive(bytes(input.spaceKey), EMPTY, "space-key/commit", u32(input.generation))),
    ),
  );

  it.each(lockboxCases)("a lockbox's signature and form", ({ input, output }) => {
    const wire = bytes(output.wire);
    const user = bytes(input.user);
    expect(isSigned("lockbox", signPublicOf(signSeedOf(input.seed)), wire)).toBe(true);
    const kemPublic = bytes(identityCases[0]?.output.kemPublic ?? "");
    const front = [1, bytes(input.space), input.generation, bytes(input.head), user];
    const tail = [hash("kem-hash", kemPublic), user, wire.subarray(-1170, -50), wire.subarray(-48)];
    expect(text(wire.subarray(64))).toBe(text(cbor([...front, ...tail.map((part) => Buffer.from(part))])));
  });

  it.each(metadataCases)("sealed metadata", ({ input, output }) => {
    const { spaceKey, space, generation, node, parent, revision } = input;
    const fields = cbor([input.name, "application/pdf", 123456, 1_790_000_000_000]);
    const plain = Buffer.concat([u32(fields.length), fields]);
    const padded = Buffer.concat([plain, Buffer.alloc((128 - (plain.length % 128)) % 128)]);
    const parentBytes = parent === null ? null : bytes(parent);
    const aad = bound("meta", [1, bytes(space), generation, bytes(node), parentBytes, revision]);
    const key = derive(bytes(spaceKey), bytes(node), "meta");
    const wire = bytes(output.wire);
    expect(text(wire)).toBe(
      text(Buffer.concat([u32(generation), sealedAgain(wire.subarray(4), key, aad, padded)])),
    );
  });

  it.each(fileKeyCases)("a wrapped file key", ({ input, output }) => {
    const { spaceKey, space, generation, node, version, fileKey, sizeBytes } = input;
    const aad = bound("file-key", [1, bytes(space), generation, bytes(node), version]);
    const plain = Buffer.concat([bytes(fileKey), u64(sizeBytes)]);
    const key = derive(bytes(spaceKey), bytes(node), "file-key");
    expect(output.wire).toBe(text(sealedAgain(bytes(output.wire), key, aad, plain)));
  });

  it.each(streamCases)("a stream", ({ input, output }) => {
    const header = bytes(output.header);
    const salt = header.subarray(88, 120);
    const key = bytes(input.fileKey);
    const front = Buffer.concat([
      Buffer.from("SRST"),
      Buffer.of(1, 18, 0, 0),
      bytes(input.space),
      bytes(input.node),
      u32(input.version),
      u32(input.generation),
      bytes(input.author),
      u64(output.paddedSize),
    ]);
    expect(text(header)).toBe(text(Buffer.concat([front, salt, derive(key, salt, "stream/commit")])));
    const headerHash = hash("stream", header);
    expect(output.headerHash).toBe(text(headerHash));
    const material = derive(key, salt, "stream/key", headerHash, 39);
    const padded = Buffer.alloc(output.paddedSize);
    padded.set(contentOf(input.sizeBytes));
    const count = Math.ceil(padded.length / 262144);
    const chunks = Array.from({ length: count }, (_, i) => {
      const nonce = Buffer.concat([material.subarray(32), u32(i), Buffer.of(i === count - 1 ? 1 : 0)]);
      const plain = padded.subarray(i * 262144, (i + 1) * 262144);
      return gcm(material.subarray(0, 32), nonce, headerHash, plain);
    });
    const ciphertext = Buffer.concat(chunks);
    expect(output.ciphertextHash).toBe(text(createHash("sha256").update(ciphertext).digest()));
    const tags = Buffer.concat(chunks.map((chunk) => chunk.subarray(-16)));
    expect(output.tagsDigest).toBe(text(hash("stream/tags", tags)));
  });

  it.each(frameCases)("a row of live frames", ({ input, output }) => {
    const { spaceKey, space, node, session, author, generation, seed } = input;
    const connection = bytes(output.connection);
    const context = [1, bytes(space), bytes(node), bytes(session), bytes(author), connection];
    const key = derive(bytes(spaceKey), connection, "frame", cbor(context));
    let prev: Buffer | null = null;
    const wires = input.plain.map((plain, clock) => {
      const place: Cbor[] = [...context, generation, 1, clock, prev];
      const nonce = Buffer.concat([Buffer.alloc(4), u64(clock)]);
      const sealed = gcm(key, nonce, bound("frame", place), Buffer.from(plain));
      const wire = signed("frame", signSeedOf(seed), cbor([...place, sealed]));
      prev = hash("frame-hash", wire);
      return text(wire);
    });
    expect(output.wires).toEqual(wires);
  });

  it.each(draftCases)("a draft", ({ input, output }) => {
    const { spaceKey, space, generation, node, baseVersion, savedAtMs, plain } = input;
    const aad = bound("draft", [1, bytes(space), generation, bytes(node), baseVersion, savedAtMs]);
    const key = derive(bytes(spaceKey), bytes(node), "draft");
    expect(output.wire).toBe(text(sealedAgain(bytes(output.wire), key, aad, Buffer.from(plain))));
  });
});

/** What somebody has or knows, as the vectors' inputs name it. */
type Secret = { passphrase: string } | { kit: string } | { prfOutput: string; credentialId: string };

function wayOf(input: Secret, salt: Buffer): { kind: number; params: Cbor[]; master: Buffer } {
  if ("kit" in input) return { kind: 2, params: [], master: derive(bytes(input.kit), salt, "kit") };
  if ("prfOutput" in input) {
    return { kind: 3, params: [bytes(input.credentialId)], master: bytes(input.prfOutput) };
  }
  const message = Buffer.from(input.passphrase.normalize("NFKC"));
  const cost = { memory: 65536, passes: 3, parallelism: 4, tagLength: 32 };
  const master = argon2Sync("argon2id", { message, nonce: salt, ...cost });
  return { kind: 1, params: [65536, 3, 4], master };
}
