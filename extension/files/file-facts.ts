import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { readPersonNames } from "../people/person-names.ts";
import { freshPersonalSpace } from "../spaces/sync-space.ts";
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

/** @throws LOCKED, NOT_FOUND, OFFLINE, CIPHERTEXT_DAMAGED … */
export async function describeFile(at: { origin: PortalOrigin; node: NodeId }): Promise<FileFacts> {
  const space = await freshPersonalSpace(at.origin);
  const file = fileOf(space.state, at.node);
  const { name, type, sizeBytes } = await readMeta(space, file);
  const changedByName = (await readPersonNames(space)).get(file.changedBy) ?? "";
  const { node, parent, changedAtMs, versions } = file;
  return { node, parent, name, type, sizeBytes, changedAtMs, changedByName, version: versions.length };
}
