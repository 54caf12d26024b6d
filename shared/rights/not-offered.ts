import type { MatrixRight } from "./matrix.ts";
import type { RoomRight } from "./room-rights.ts";

/**
 * Rights that the tables grant and that nothing here is there to be done with: docs/decisions/0009. `can` still answers by
 * the table, so that the day one of them is built its rows are in force already; whoever is asked what a person can do says
 * that it is not there, never "allowed".
 */

/** Why, in a sentence that follows the right. */
export const NOT_OFFERED_REASONS = {
  publicLinks: "Rooms have no public links: the key would have to stand in the link.",
  partEditing: "Documents are changed by those who may edit them. This level reads.",
  fileLock: "Nobody locks a file: people edit it together.",
} as const satisfies Readonly<Record<string, string>>;

export type NotOfferedReason = keyof typeof NOT_OFFERED_REASONS;

export const NOT_OFFERED: Readonly<Partial<Record<MatrixRight | RoomRight, NotOfferedReason>>> = {
  viewOthersPublicLinks: "publicLinks",
  "room:review": "partEditing",
  "room:comment": "partEditing",
  "room:fillForms": "partEditing",
  "room:lockFile": "fileLock",
};

/** Tells why a right is not there to be used; null when it is, which says nothing of whether the person has it. */
export const notOfferedReason = (right: string): NotOfferedReason | null =>
  Object.hasOwn(NOT_OFFERED, right) ? (NOT_OFFERED[right as keyof typeof NOT_OFFERED] ?? null) : null;
