import { createUserId, type SpaceId } from "../../shared/ids.ts";
import type { PortalSettings } from "../../shared/log/portal-operations.ts";
import { decide, type Verdict } from "../../shared/rights/can.ts";
import {
  isMatrixRight,
  MATRIX,
  MATRIX_RIGHTS,
  type MatrixRight,
  type MatrixRow,
} from "../../shared/rights/matrix.ts";
import { type NotOfferedReason, notOfferedReason } from "../../shared/rights/not-offered.ts";
import type { ArchivedRoomObject, RightObject, RoomObject, Subject } from "../../shared/rights/objects.ts";
import {
  PRIVATE_RIGHT_NAMES,
  PRIVATE_RIGHTS,
  type PrivateRight,
} from "../../shared/rights/private-rights.ts";
import { ROOM_RIGHT_NAMES, ROOM_RIGHTS, type RoomRight } from "../../shared/rights/room-rights.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import { deny } from "../../shared/rights/verdict.ts";

/** Nobody's id: he is anybody but the person. */
const SOMEBODY = createUserId();

/** One answer to "what can this person do here, and why". */
export interface ExplainedRight {
  readonly right: MatrixRight | PrivateRight | RoomRight;
  /** The row's number in the document; null for a row of the level table or of the Private Room's. */
  readonly row: number | null;
  readonly verdict: Verdict;
  /** Whatever the verdict: there is nothing here to be done with it. */
  readonly notOffered: NotOfferedReason | null;
}

type AnyRoom = RoomObject | ArchivedRoomObject;

/** What nobody has while the portal takes no guests. */
const NEEDS_GUESTS: readonly ExplainedRight["right"][] = ["inviteGuestsToRoom", "inviteGuest", "demoteUser"];

function explain(
  subject: Subject,
  right: ExplainedRight["right"],
  object: RightObject,
  { areGuestsAllowed }: PortalSettings,
): ExplainedRight {
  const byTables = decide(subject, right, object);
  const isClosed = byTables.allowed && !areGuestsAllowed && NEEDS_GUESTS.includes(right);
  return {
    right,
    row: isMatrixRight(right) ? MATRIX[right].n : null,
    verdict: isClosed ? deny(right, "guestsRefused") : byTables,
    notOffered: notOfferedReason(right),
  };
}

/** Granted, and there to be used. */
export const isUsable = ({ verdict, notOffered }: ExplainedRight): boolean =>
  verdict.allowed && notOffered === null;

/** All rows that can be asked of a room, the document's before those of the levels. Items: one that somebody else made. */
export function explainRoom(subject: Subject, room: AnyRoom, settings: PortalSettings): ExplainedRight[] {
  const handover =
    room.kind === "room"
      ? ({
          kind: "handover",
          room,
          newOwner: { type: "RoomAdmin", isDisabled: false, hasKeys: true },
        } as const)
      : null;
  const item = { kind: "roomItem", room, createdBy: room.ownerId } as const;
  const objects: readonly RightObject[] = [room, ...(handover ? [handover] : []), item];
  const objectFor = (kinds: readonly string[]) => objects.find(({ kind }) => kinds.includes(kind));
  const rows = [
    ...MATRIX_RIGHTS.map((right) => [right, MATRIX[right].on] as const),
    ...ROOM_RIGHT_NAMES.map((right) => [right, ROOM_RIGHTS[right].on] as const),
  ];
  return rows.flatMap(([right, on]) => {
    const object = objectFor(on);
    return object ? [explain(subject, right, object, settings)] : [];
  });
}

/** Somebody else, of the lowest type that a row is about, whom another person invited. */
function somebody(whom: readonly UserType[]): RightObject | undefined {
  const type = whom.at(-1);
  const userId = SOMEBODY;
  return type && { kind: "person", userId, type, isDisabled: false, invitedBy: null };
}

/** The rows that are about the portal, its people and what is one's own. */
export function explainPortal(subject: Subject, settings: PortalSettings): ExplainedRight[] {
  const ownerId = subject.userId;
  const objects: readonly RightObject[] = [
    { kind: "portal" },
    { kind: "newRoom" },
    { kind: "invitation", isWithRoom: true },
    { kind: "privateRoom", ownerId, isSwitchedOn: settings.isPrivateRoomOn },
    { kind: "trash", ownerId },
    { kind: "guestList", ownerId },
    { kind: "fileSettings", ownerId },
  ];
  return MATRIX_RIGHTS.flatMap((right) => {
    const { on, whom }: MatrixRow = MATRIX[right];
    const kinds: readonly string[] = on;
    const object = whom ? somebody(whom) : objects.find(({ kind }) => kinds.includes(kind));
    return object ? [explain(subject, right, object, settings)] : [];
  });
}

/** The rows of the person's own Private Room, and of what lies in it. */
export function explainPrivateRoom(subject: Subject, settings: PortalSettings): ExplainedRight[] {
  const facts = { ownerId: subject.userId, isSwitchedOn: settings.isPrivateRoomOn };
  const own = "own" as SpaceId;
  const objects: readonly RightObject[] = [
    { kind: "privateRoom", ...facts },
    { kind: "privateItem", ...facts, access: null },
    { kind: "privateMove", ...facts, fromSpace: own, toSpace: own },
    { kind: "privateShare", ...facts, access: "FullAccess", receiverHasKeys: true },
  ];
  return PRIVATE_RIGHT_NAMES.flatMap((right) => {
    const kinds: readonly string[] = PRIVATE_RIGHTS[right].on;
    const object = objects.find(({ kind }) => kinds.includes(kind));
    return object ? [explain(subject, right, object, settings)] : [];
  });
}
