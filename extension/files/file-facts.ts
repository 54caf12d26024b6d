import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { readPersonNames } from "../people/person-names.ts";
import { freshSpaceOf, spaceOfOpening } from "../spaces/sync-space.ts";
import { readMeta } from "./node-meta.ts";
import { fileOf } from "./tree.ts";

/** What is known of a file without fetching its content; all of it signed or sealed, nothing is the server's word. */
export interface FileFacts {
  readonly node: NodeId;
  /** The folder it is in; null at the top. */
  readonly parent: NodeId | null;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly changedAtMs: number;
  readonly changedByName: string;
  /** The number of the newest version. */
  readonly version: number;
}

interface Described {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  /** It is going to be opened next: then one request asks for both. */
  readonly isOpening?: boolean;
}

/** @throws LOCKED, NOT_FOUND, OFFLINE, CIPHERTEXT_DAMAGED … */
export async function describeFile(at: Described): Promise<FileFacts> {
  const space = await (at.isOpening ? spaceOfOpening(at.origin, at.node) : freshSpaceOf(at.origin, at.node));
  const file = fileOf(space.state, at.node);
  const { name, type, sizeBytes } = await readMeta(space, file);
  const changedByName = (await readPersonNames(space)).get(file.changedBy) ?? "";
  const { node, parent, changedAtMs, versions } = file;
  return { node, parent, name, type, sizeBytes, changedAtMs, changedByName, version: versions.length };
}
