import * as v from "valibot";
import { asSealed } from "../bytes.ts";
import type { CborValue } from "../cbor.ts";
import {
  bytesBetween,
  bytesField,
  countField,
  groupField,
  hashField,
  invitationField,
  userField,
} from "../crypto/fields.ts";
import { META_MAX_BYTES } from "../crypto/meta-form.ts";
import { idBytes } from "../ids.ts";
import { LEVELS } from "../rights/levels.ts";
import type { MemberGrant, MemberOperation } from "./member-operations.ts";
import type { Operation } from "./operations.ts";

/** Between the fields of an entry about people and its CBOR body: docs/format.md, "Entries about people". */

/** Members in one entry; more take several. */
export const MEMBERS_PER_ENTRY_MAX = 500;
/** `nonce 12 B || gcm(previous key)`. */
const PREVIOUS_KEY_BYTES = 60;
/** `enc 1120 B || sealed`, the title padded to 512 B with its length. */
export const ADMIN_TITLE_BYTES = 1120 + 512 + 16;

const level = v.picklist(LEVELS);
const memberLevel = v.picklist([...LEVELS, "FullAccess"]);
const sealed = (min: number, max: number) => v.pipe(bytesBetween(min, max), v.transform(asSealed));
const grant = v.pipe(
  v.strictTuple([userField, memberLevel]),
  v.transform(([user, level]): MemberGrant => ({ user, level })),
);
const some = v.pipe(v.array(userField), v.minLength(1), v.maxLength(MEMBERS_PER_ENTRY_MAX));
const nothing = v.pipe(
  v.strictTuple([]),
  v.transform(() => ({})),
);

type BodySchemas = {
  readonly [Name in MemberOperation["op"]]: v.GenericSchema<
    unknown,
    Omit<Extract<MemberOperation, { op: Name }>, "op">
  >;
};

/** The body of each operation, element by element. A missing operation is a compile error. */
export const MEMBER_BODIES = {
  "member.put": v.pipe(
    v.strictTuple([v.pipe(v.array(grant), v.minLength(1), v.maxLength(MEMBERS_PER_ENTRY_MAX))]),
    v.transform(([members]) => ({ members })),
  ),
  "member.remove": v.pipe(
    v.strictTuple([some]),
    v.transform(([users]) => ({ users })),
  ),
  "member.invite": v.pipe(
    v.strictTuple([invitationField, memberLevel]),
    v.transform(([invitation, level]) => ({ invitation, level })),
  ),
  "member.uninvite": v.pipe(
    v.strictTuple([invitationField]),
    v.transform(([invitation]) => ({ invitation })),
  ),
  "group.admit": v.pipe(
    v.strictTuple([groupField, level]),
    v.transform(([group, level]) => ({ group, level })),
  ),
  "group.expel": v.pipe(
    v.strictTuple([groupField]),
    v.transform(([group]) => ({ group })),
  ),
  "key.rotate": v.pipe(
    v.strictTuple([countField, hashField, v.pipe(bytesField(PREVIOUS_KEY_BYTES), v.transform(asSealed))]),
    v.transform(([generation, keyCommitment, previous]) => ({ generation, keyCommitment, previous })),
  ),
  "room.settings": v.pipe(
    v.strictTuple([
      countField,
      v.boolean(),
      sealed(1, META_MAX_BYTES),
      countField,
      sealed(ADMIN_TITLE_BYTES, ADMIN_TITLE_BYTES),
    ]),
    v.transform(([revision, isDownloadDenied, about, adminGeneration, titleForAdmins]) => ({
      revision,
      isDownloadDenied,
      about,
      adminGeneration,
      titleForAdmins,
    })),
  ),
  "room.archive": nothing,
  "room.restore": nothing,
  "room.remove": nothing,
  "room.owner": v.pipe(
    v.strictTuple([userField]),
    v.transform(([user]) => ({ user })),
  ),
} as const satisfies BodySchemas;

export const isMemberOperation = (operation: Operation): operation is MemberOperation =>
  Object.hasOwn(MEMBER_BODIES, operation.op);

/** Writes the body of an entry about people. */
export function encodeMemberOperation(operation: MemberOperation): CborValue[] {
  switch (operation.op) {
    case "member.put":
      return [operation.members.map(({ user, level }) => [idBytes(user), level])];
    case "member.remove":
      return [operation.users.map((user) => idBytes(user))];
    case "member.invite":
      return [idBytes(operation.invitation), operation.level];
    case "member.uninvite":
      return [idBytes(operation.invitation)];
    case "group.admit":
      return [idBytes(operation.group), operation.level];
    case "group.expel":
      return [idBytes(operation.group)];
    case "key.rotate":
      return [operation.generation, operation.keyCommitment, operation.previous];
    case "room.settings": {
      const { revision, isDownloadDenied, about, adminGeneration, titleForAdmins } = operation;
      return [revision, isDownloadDenied, about, adminGeneration, titleForAdmins];
    }
    case "room.archive":
    case "room.restore":
    case "room.remove":
      return [];
    case "room.owner":
      return [idBytes(operation.user)];
  }
}
