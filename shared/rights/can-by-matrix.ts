import { PRIVATE_ROOM_RULES } from "../rules/private-room.ts";
import { CONDITIONS, roomOf } from "./conditions.ts";
import { type Cell, MATRIX, type MatrixRight, type MatrixRow } from "./matrix.ts";
import type { RightObject, Subject } from "./objects.ts";
import { isPrivateObject } from "./private-rights.ts";
import { allow, deny, type Verdict } from "./verdict.ts";

const { switchedOn } = PRIVATE_ROOM_RULES;

/** Decides by a row of the access-rights table. Called by `can` and by the Private Room's decision, which rests on row 1. */
export function canByMatrix(subject: Subject, right: MatrixRight, object: RightObject): Verdict {
  const row: MatrixRow = MATRIX[right];
  if (subject.isDisabled !== false) return deny(right, "disabled");
  if (!row.on.includes(object.kind)) return deny(right, "wrongObject");
  if (!isAbout(row, object)) return deny(right, "wrongPerson");
  if (isPrivateObject(object) && !switchedOn.isKept(object)) return deny(right, "switchedOn");
  return byCell(subject, right, object);
}

function byCell(subject: Subject, right: MatrixRight, object: RightObject): Verdict {
  const row: MatrixRow = MATRIX[right];
  const cell: Cell = Object.hasOwn(row.cells, subject.type) ? row.cells[subject.type] : "no";
  if (cell === "no") return deny(right, "userType");
  if (cell !== "yes" && !CONDITIONS[cell].holds(subject, object)) return deny(right, cell);
  const room = roomOf(object);
  return row.needsKey && room !== null && room.holdsKey !== true ? deny(right, "noKey") : allow(right);
}

function isAbout(row: MatrixRow, object: RightObject): boolean {
  if (row.whom === undefined) return true;
  return (object.kind === "person" || object.kind === "personRemoval") && row.whom.includes(object.type);
}
