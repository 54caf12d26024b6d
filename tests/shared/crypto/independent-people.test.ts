// The frozen vectors about people, rooms and keys against docs/format.md written down a second time.
import { describe, expect, it } from "vitest";
import { deriveAdminKem, openAdminTitle } from "../../../shared/crypto/admin-key.ts";
import { parseSpaceKey } from "../../../shared/crypto/space-key.ts";
import { parseSpaceId } from "../../../shared/ids.ts";
import {
  bytes,
  type Cbor,
  cbor,
  derive,
  domain,
  gcm,
  hash,
  signature,
  signPublicOf,
  text,
  u32,
  u64,
} from "../../support/independent.ts";
import adminKeyCases from "../../vectors/admin-key.json" with { type: "json" };
import adminTitleCases from "../../vectors/admin-title.json" with { type: "json" };
import groupNameCases from "../../vectors/group-name.json" with { type: "json" };
import inviteCases from "../../vectors/invite.json" with { type: "json" };
import ownSettingsCases from "../../vectors/own-settings.json" with { type: "json" };
import previousKeyCases from "../../vectors/previous-key.json" with { type: "json" };
import roomAboutCases from "../../vectors/room-about.json" with { type: "json" };
import safetyNumberCases from "../../vectors/safety-number.json" with { type: "json" };

const EMPTY = Buffer.alloc(0);
const bound = (label: string, fields: Cbor[]): Buffer => Buffer.concat([domain(label), cbor(fields)]);

/** A sealed wire made again under the nonce that stands in front of it. */
const sealedAgain = (wire: Buffer, key: Buffer, aad: Buffer, plain: Buffer): string => {
  const nonce = wire.subarray(0, 12);
  return text(Buffer.concat([nonce, gcm(key, nonce, aad, plain)]));
};

describe("a second implementation of docs/format.md agrees on", () => {
  it.each(inviteCases)("an invitation", ({ input, output }) => {
    const { origin, portal, invitation, seed, headSeq, headHash, timeMs, bundleHash } = input;
    const key = derive(bytes(seed), bytes(invitation), "invite", bytes(portal));
    expect(output.invitePublic).toBe(text(signPublicOf(key)));
    const ask = cbor([1, origin, bytes(invitation), timeMs]);
    expect(output.ask).toBe(text(signature("invite/ask", key, ask)));
    const proof = cbor([1, bytes(portal), bytes(invitation), bytes(bundleHash)]);
    expect(output.proof).toBe(text(signature("invite/proof", key, proof)));
    const head = Buffer.concat([u64(headSeq), bytes(headHash)]);
    const fragment = Buffer.concat([Buffer.of(1), bytes(portal), head, bytes(invitation), bytes(seed)]);
    expect(fragment.length).toBe(121);
    expect(output.link).toBe(`${origin}/invite#${text(fragment)}`);
  });

  it.each(groupNameCases)("a group's name", ({ input, output }) =>
    expect(output.commitment).toBe(text(hash("group-name", cbor([bytes(input.salt), input.name])))),
  );

  it.each(adminKeyCases)("the admins' key", async ({ input, output }) => {
    const key = bytes(input.key);
    expect(output.commitment).toBe(text(derive(key, EMPTY, "space-key/commit", u32(input.generation))));
  });

  it.each(adminTitleCases)("a title that the admins open", async ({ input, output }) => {
    const key = parseSpaceKey(new Uint8Array(bytes(input.key)));
    const { kemKey } = await deriveAdminKem({ key, generation: input.adminGeneration });
    const { adminGeneration, revision } = input;
    const ids = { portal: parseSpaceId(input.portal), space: parseSpaceId(input.space) };
    const wire = new Uint8Array(bytes(output.wire));
    expect(wire.length).toBe(1648);
    expect(await openAdminTitle({ ...ids, adminGeneration, revision, kemKey, wire })).toBe(input.title);
  });

  it.each(roomAboutCases)("a room's looks", ({ input, output }) => {
    const { spaceKey, space, generation, revision, title, colour } = input;
    const fields = cbor([title, colour]);
    const padded = Buffer.concat([u32(fields.length), fields, Buffer.alloc(124 - fields.length)]);
    const aad = bound("room-about", [1, bytes(space), generation, revision]);
    const key = derive(bytes(spaceKey), bytes(space), "room-about");
    const wire = bytes(output.wire);
    expect(text(wire.subarray(0, 4))).toBe(text(u32(generation)));
    expect(text(wire.subarray(4))).toBe(sealedAgain(wire.subarray(4), key, aad, padded));
  });

  it.each(previousKeyCases)("an earlier key", ({ input, output }) => {
    const aad = bound("previous-key", [1, bytes(input.space), input.generation]);
    const key = derive(bytes(input.newKey), EMPTY, "previous-key");
    expect(output.wire).toBe(sealedAgain(bytes(output.wire), key, aad, bytes(input.previous)));
  });

  it.each(ownSettingsCases)("own settings", ({ input, output }) => {
    const aad = bound("own-settings", [1, bytes(input.user), input.revision]);
    const key = derive(bytes(input.seed), EMPTY, "own-settings");
    expect(output.wire).toBe(sealedAgain(bytes(output.wire), key, aad, cbor([1, true, "list"])));
  });

  it.each(safetyNumberCases)("a safety number", ({ input, output }) => {
    const half = (bundleHash: string) => {
      const digest = hash("safety-number", cbor([1, bytes(input.portal), bytes(bundleHash)]));
      const groups = [0, 4, 8, 12, 16, 20].map((at) => digest.readUInt32BE(at) % 100_000);
      return groups.map((group) => String(group).padStart(5, "0")).join(" ");
    };
    const halves = [half(input.one), half(input.other)];
    expect([output.mine, output.theirs]).toEqual(halves);
    expect(output.both).toBe(halves.sort().join(" "));
  });
});
