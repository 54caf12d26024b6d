import type { OperationName } from "../log/operations.ts";
import type { AnyPrivateObject, RightObject } from "./objects.ts";

interface PrivateRightRow {
  /** The right in words, as the generated page prints it. */
  readonly title: string;
  /** The kinds of object that the right can be asked for; any other kind is refused. */
  readonly on: readonly AnyPrivateObject["kind"][];
  /** Whether the owner of the Private Room has it. He needs row 1 of the matrix for it too. */
  readonly owner: "yes" | "no";
  /** Whether somebody has it to whom the owner gave Full Access, whatever his type. */
  readonly fullAccess: "yes" | "no";
  /** The log operations that take this right. */
  readonly ops: readonly OperationName[];
}

/** What can be done in a Private Room, and by whom. Rests on row 1 of the matrix and on the rules of shared/rules/private-room.ts. */
// biome-ignore format: one row a line
export const PRIVATE_RIGHTS = {
  /** Sets up the own Private Room: its log and first key. */
  "private:setUp": { title: "Setting up", on: ["privateRoom"], owner: "yes", fullAccess: "no", ops: ["space.create"] },
  /** Lists the section's contents; only the own section. */
  "private:list": { title: "Opening the section", on: ["privateRoom"], owner: "yes", fullAccess: "no", ops: [] },
  /** Fetches and opens a file's newest version. */
  "private:open": { title: "Opening a file", on: ["privateItem"], owner: "yes", fullAccess: "yes", ops: [] },
  /** Saves the opened content outside. */
  "private:download": { title: "Downloading", on: ["privateItem"], owner: "yes", fullAccess: "yes", ops: [] },
  /** Makes a folder. */
  "private:createFolder": { title: "Creating a folder", on: ["privateRoom"], owner: "yes", fullAccess: "no", ops: ["folder.put"] },
  /** Creates or uploads a file: both are one operation. */
  "private:createFile": { title: "Creating or uploading a file", on: ["privateRoom"], owner: "yes", fullAccess: "no", ops: ["file.put"] },
  /** Saves a new version, an old one restored included. */
  "private:saveVersion": { title: "Saving or restoring a version", on: ["privateItem"], owner: "yes", fullAccess: "yes", ops: ["file.version"] },
  /** Lists and opens earlier versions. */
  "private:readHistory": { title: "Reading the history", on: ["privateItem"], owner: "yes", fullAccess: "yes", ops: [] },
  /** Gives another name. */
  "private:rename": { title: "Renaming", on: ["privateItem"], owner: "yes", fullAccess: "no", ops: ["node.rename"] },
  /** Moves within the own Private Room. */
  "private:move": { title: "Moving", on: ["privateMove"], owner: "yes", fullAccess: "no", ops: ["node.move"] },
  /** Deletes for good. */
  "private:delete": { title: "Deleting", on: ["privateItem"], owner: "yes", fullAccess: "no", ops: ["node.delete"] },
  /** Gives Full Access, or takes it back. */
  "private:share": { title: "Sharing", on: ["privateShare"], owner: "yes", fullAccess: "no", ops: ["node.share", "member.put", "member.remove"] },
  /** Starts a new generation of the key after somebody lost his access; with Full Access only then. */
  "private:rotate": { title: "Starting a new key", on: ["privateItem"], owner: "yes", fullAccess: "yes", ops: ["key.rotate"] },
  /** Nobody: rule noCopy. */
  "private:copy": { title: "Copying", on: ["privateItem"], owner: "no", fullAccess: "no", ops: [] },
  /** Nobody: rule noExternalLink. */
  "private:linkOutside": { title: "Giving an external link", on: ["privateItem"], owner: "no", fullAccess: "no", ops: [] },
} as const satisfies Readonly<Record<`private:${string}`, PrivateRightRow>>;

/** A right in a Private Room. */
export type PrivateRight = keyof typeof PRIVATE_RIGHTS;

/** The rights in the table's order. */
export const PRIVATE_RIGHT_NAMES = Object.keys(PRIVATE_RIGHTS) as readonly PrivateRight[];

/** Tells whether a text names a right in a Private Room. */
export function isPrivateRight(right: string): right is PrivateRight {
  return Object.hasOwn(PRIVATE_RIGHTS, right);
}

/** Gives the right that a log operation takes in a Private Room; null for an operation that has no place there. */
export function privateRightFor(op: OperationName): PrivateRight | null {
  return (
    PRIVATE_RIGHT_NAMES.find((right) =>
      (PRIVATE_RIGHTS[right].ops as readonly OperationName[]).includes(op),
    ) ?? null
  );
}

/** Tells whether an object lies in, or happens to, a Private Room. */
export function isPrivateObject(object: RightObject): object is AnyPrivateObject {
  return ["privateRoom", "privateItem", "privateMove", "privateShare"].includes(object.kind);
}
