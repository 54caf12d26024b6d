import type { Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import type { VersionRecord } from "../../shared/log/operations.ts";
import type { NodeState, SignedVersion } from "../../shared/log/space-state.ts";
import { readPersonNames } from "../people/person-names.ts";
import { append } from "../spaces/append.ts";
import { freshenKey } from "../spaces/keys-of-members.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { freshSpaceOf } from "../spaces/sync-space.ts";
import { announceChange } from "./change-channel.ts";
import { copyContent } from "./content-copy.ts";
import { readMeta, sealNodeMeta } from "./node-meta.ts";
import { openVersionKey, readWhole } from "./read-content.ts";
import { fileOf } from "./tree.ts";
import { orGiveUp } from "./upload-content.ts";
import { versionOf } from "./versions.ts";

/** Looking at an older version of a file, and making it the newest again. */

export interface VersionRequest {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly version: number;
  readonly signal: AbortSignal;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

export interface OldVersion {
  readonly version: number;
  readonly bytes: Plain;
  readonly savedAtMs: number;
  readonly byName: string;
}

/** Fetches, verifies and opens one version. @throws as openDocument */
export async function openVersion(request: VersionRequest & { maxBytes: number }): Promise<OldVersion> {
  const { origin, node, signal, onProgress, maxBytes } = request;
  const space = await freshSpaceOf(origin, node);
  const version = versionOf(fileOf(space.state, node), request.version);
  const bytes = await readWhole({ space, node, version, signal, onProgress }, maxBytes);
  const byName = (await readPersonNames(space)).get(version.author) ?? "";
  return { version: version.number, bytes, savedAtMs: version.timeMs, byName };
}

/**
 * Makes a copy of an older version the newest one: its content is opened and sealed anew, under a key of its own. No version
 * goes away, and the file keeps its name. Gives the number of the new version.
 * @throws VERSION_CONFLICT when somebody saves meanwhile; what reading, uploading and append throw: nothing was changed then
 */
export async function restoreVersion({ origin, node, ...request }: VersionRequest): Promise<number> {
  const space = await freshSpaceOf(origin, node);
  await freshenKey(space);
  const file = fileOf(space.state, node);
  const old = versionOf(file, request.version);
  const number = nextOf(file);
  const { signal, onProgress } = request;
  const source = { from: space, to: space, fromNode: node, node, version: old };
  const version = await copyContent({ ...source, asVersion: number, signal, onProgress });
  await orGiveUp(space, version, () => appendRestored(space, { node, old, version }));
  announceChange({ origin, node, version: number });
  return number;
}

const nextOf = ({ versions }: NodeState): number => versions.length + 1;

interface Restored {
  readonly node: NodeId;
  readonly old: SignedVersion;
  readonly version: VersionRecord;
}

const appendRestored = (space: OpenSpace, { node, old, version }: Restored) =>
  append(space, async (state) => {
    const before = fileOf(state, node);
    if (nextOf(before) !== version.number) throw new AppError("VERSION_CONFLICT");
    const revision = before.revision + 1;
    const { sizeBytes } = await openVersionKey(space, node, old);
    const changed = { ...(await readMeta(space, before)), sizeBytes, modifiedAtMs: Date.now() };
    const meta = await sealNodeMeta(space, { node, parent: before.parent, revision }, changed);
    return { op: "file.version", node, revision, meta, version };
  });
