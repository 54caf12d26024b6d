import { canByMatrix } from "./can-by-matrix.ts";
import { canInPrivateRoom } from "./can-in-private-room.ts";
import { canInRoom } from "./can-in-room.ts";
import { isMatrixRight, type MATRIX } from "./matrix.ts";
import type { ObjectOfKind, RightObject, Subject } from "./objects.ts";
import { isPrivateRight, type PRIVATE_RIGHTS } from "./private-rights.ts";
import { isRoomRight, type ROOM_RIGHTS } from "./room-rights.ts";
import { deny, type Right, type Verdict } from "./verdict.ts";

export type { Right, Verdict } from "./verdict.ts";

type Tables = typeof MATRIX & typeof PRIVATE_RIGHTS & typeof ROOM_RIGHTS;

/** The objects that a right can be asked for, as its row lists them. */
export type ObjectOf<R extends Right> = ObjectOfKind<Tables[R]["on"][number]>;

/**
 * Decides whether the person may do this to that: the one place where the tables are read.
 * Pure: the facts come with the arguments, and the caller must have verified them (session, signature, replay).
 * Facts that change with time are those of the moment that is judged: for an entry of a log, of the portal head in it.
 * The default is no: an unknown right, type, kind, level or condition is refused, and so is a person not known to be enabled.
 */
export function can<R extends Right>(subject: Subject, right: R, object: ObjectOf<R>): Verdict {
  return decide(subject, right, object);
}

/** As `can`, for a right whose object is only known at run time, e.g. from the contract's table. A wrong kind of object is refused. */
export function decide(subject: Subject, right: Right, object: RightObject): Verdict {
  if (isMatrixRight(right)) return canByMatrix(subject, right, object);
  if (isPrivateRight(right)) return canInPrivateRoom(subject, right, object);
  if (isRoomRight(right)) return canInRoom(subject, right, object);
  return refuseUnknown(right);
}

function refuseUnknown(_right: never): Verdict {
  return deny(null, "unknownRight");
}
