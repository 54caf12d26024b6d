import * as v from "valibot";
import type { CborValue } from "../cbor.ts";
import { BUNDLE_MAX_BYTES, KEM_PUBLIC_BYTES } from "../crypto/bundle.ts";
import {
  bytesBetween,
  bytesField,
  countField,
  groupField,
  hashField,
  integerField,
  invitationField,
  timeField,
  userField,
} from "../crypto/fields.ts";
import { idBytes, type UserId } from "../ids.ts";
import type { Operation } from "./operations.ts";
import type { PortalOperation } from "./portal-operations.ts";

/** Between the fields of a portal entry and its CBOR body: docs/format.md, "Portal entries". */

/** People in one entry; more take several. */
export const PEOPLE_PER_ENTRY_MAX = 500;

const invitedType = v.picklist(["DocSpaceAdmin", "RoomAdmin", "User", "Guest"]);
const people = v.pipe(v.array(userField), v.maxLength(PEOPLE_PER_ENTRY_MAX));
const oneUser = v.pipe(
  v.strictTuple([userField]),
  v.transform(([user]) => ({ user })),
);
const groupName = v.pipe(
  v.strictTuple([groupField, hashField]),
  v.transform(([group, nameCommitment]) => ({ group, nameCommitment })),
);

type BodySchemas = {
  readonly [Name in PortalOperation["op"]]: v.GenericSchema<
    unknown,
    Omit<Extract<PortalOperation, { op: Name }>, "op">
  >;
};

/** The body of each operation, element by element. A missing operation is a compile error. */
export const PORTAL_BODIES = {
  "user.invite": v.pipe(
    v.strictTuple([invitationField, bytesField(32), invitedType, v.boolean(), timeField]),
    v.transform(([invitation, invitePublic, type, isWithRoom, expiresAtMs]) => ({
      invitation,
      invitePublic,
      type,
      isWithRoom,
      expiresAtMs,
    })),
  ),
  "invitation.revoke": v.pipe(
    v.strictTuple([invitationField]),
    v.transform(([invitation]) => ({ invitation })),
  ),
  "user.join": v.pipe(
    v.strictTuple([invitationField, bytesBetween(65, BUNDLE_MAX_BYTES), hashField, bytesField(64)]),
    v.transform(([invitation, bundle, profileCommitment, proof]) => ({
      invitation,
      bundle,
      profileCommitment,
      proof,
    })),
  ),
  "user.type": v.pipe(
    v.strictTuple([userField, invitedType]),
    v.transform(([user, type]) => ({ user, type })),
  ),
  "user.disable": oneUser,
  "user.enable": oneUser,
  "user.remove": oneUser,
  "profile.change": v.pipe(
    v.strictTuple([userField, hashField]),
    v.transform(([user, profileCommitment]) => ({ user, profileCommitment })),
  ),
  "group.create": groupName,
  "group.rename": groupName,
  "group.delete": v.pipe(
    v.strictTuple([groupField]),
    v.transform(([group]) => ({ group })),
  ),
  "group.members": v.pipe(
    v.strictTuple([groupField, people, people]),
    v.transform(([group, added, removed]) => ({ group, added, removed })),
  ),
  "settings.change": v.pipe(
    v.strictTuple([v.boolean(), v.boolean(), integerField(1, 1440), v.boolean()]),
    v.transform(([isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified]) => ({
      isPrivateRoomOn,
      areGuestsAllowed,
      idleLockMaxMinutes,
      isOnlyVerified,
    })),
  ),
  "portal.key": v.pipe(
    v.strictTuple([countField, hashField, bytesField(KEM_PUBLIC_BYTES)]),
    v.transform(([generation, keyCommitment, adminKemPublic]) => ({
      generation,
      keyCommitment,
      adminKemPublic,
    })),
  ),
  "portal.remove": v.pipe(
    v.strictTuple([]),
    v.transform(() => ({})),
  ),
} as const satisfies BodySchemas;

export const isPortalOperation = (operation: Operation): operation is PortalOperation =>
  Object.hasOwn(PORTAL_BODIES, operation.op);

const encodePeople = (users: readonly UserId[]): CborValue[] => users.map((user) => idBytes(user));

/** Writes the body of a portal entry. */
export function encodePortalOperation(operation: PortalOperation): CborValue[] {
  switch (operation.op) {
    case "user.invite": {
      const { invitation, invitePublic, type, isWithRoom, expiresAtMs } = operation;
      return [idBytes(invitation), invitePublic, type, isWithRoom, expiresAtMs];
    }
    case "invitation.revoke":
      return [idBytes(operation.invitation)];
    case "user.join":
      return [idBytes(operation.invitation), operation.bundle, operation.profileCommitment, operation.proof];
    case "user.type":
      return [idBytes(operation.user), operation.type];
    case "user.disable":
    case "user.enable":
    case "user.remove":
      return [idBytes(operation.user)];
    case "profile.change":
      return [idBytes(operation.user), operation.profileCommitment];
    case "group.create":
    case "group.rename":
      return [idBytes(operation.group), operation.nameCommitment];
    case "group.delete":
      return [idBytes(operation.group)];
    case "group.members":
      return [idBytes(operation.group), encodePeople(operation.added), encodePeople(operation.removed)];
    case "settings.change": {
      const { isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified } = operation;
      return [isPrivateRoomOn, areGuestsAllowed, idleLockMaxMinutes, isOnlyVerified];
    }
    case "portal.key":
      return [operation.generation, operation.keyCommitment, operation.adminKemPublic];
    case "portal.remove":
      return [];
  }
}
