import type { PrivateRoomRule } from "../rules/private-room.ts";
import type { ConditionName } from "./conditions.ts";
import type { MatrixRight } from "./matrix.ts";
import type { PrivateRight } from "./private-rights.ts";
import type { RoomRight } from "./room-rights.ts";

/** Every right there is: a row of the matrix, an action in a Private Room, an action inside a room. */
export type Right = MatrixRight | PrivateRight | RoomRight;

/** Why a right is refused, beside the unfulfilled condition or the broken rule. For programs and tests, never shown as it is. */
export const DENY_REASONS = {
  /** No table has the right. */
  unknownRight: "no such right",
  /** The person is disabled, or not known to be enabled. */
  disabled: "the person is disabled",
  /** The right is asked for a thing that it is not about. */
  wrongObject: "the right is not about such a thing",
  /** The right is used on a person of another type than it is about. */
  wrongPerson: "the right is not about such a person",
  /** The cell of the person's type is a plain no, or there is no such type. */
  userType: "people of this type never may",
  /** The person's level in the room does not allow it, or there is none. */
  level: "the level in the room does not allow it",
  /** A Content creator's rights end at what others created. */
  notOwnItem: "somebody else created it",
  /** The room's settings keep Viewers from downloading. */
  downloadDenied: "the room's settings deny download",
  /** An archived room is restored before it is changed. */
  archived: "the room is archived",
  /** The new owner is disabled, of a type that owns no rooms, or without keys. */
  unfitOwner: "the new owner cannot own a room",
  /** The person holds no lockbox of the room's newest generation. */
  noKey: "the person has no key to the room",
  /** Neither the person's own, nor shared with him at Full Access. */
  notShared: "it is neither the person's own nor shared with him",
  /** The portal's settings let no guests in. */
  guestsRefused: "the portal takes no guests",
  /** Shared with Full Access; but this belongs to the owner of the Private Room. */
  notOwner: "only the owner may",
} as const satisfies Readonly<Record<string, string>>;

/** The reason of a refusal. */
export type DenyReason = keyof typeof DENY_REASONS | ConditionName | PrivateRoomRule;

/** A decision, with the row that it rests on; a refusal of an unknown right rests on none. */
export type Verdict =
  | { readonly allowed: true; readonly row: Right }
  | { readonly allowed: false; readonly row: Right | null; readonly reason: DenyReason };

/** Grants on the strength of a row. */
export function allow(row: Right): Verdict {
  return { allowed: true, row };
}

/** Refuses on the strength of a row. */
export function deny(row: Right | null, reason: DenyReason): Verdict {
  return { allowed: false, row, reason };
}
