import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import type { NodeState, SignedVersion } from "../../shared/log/space-state.ts";
import { readPersonNames } from "../people/person-names.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { freshSpaceOf } from "../spaces/sync-space.ts";
import { readMeta } from "./node-meta.ts";
import { openVersionKey, readContent } from "./read-content.ts";
import { openSaveTarget } from "./save-target.ts";
import { fileOf } from "./tree.ts";

/** The versions of a file, and their content as files of this computer. */

export interface FileVersion {
  readonly version: number;
  /** Null where its key does not open: the others can be chosen all the same. */
  readonly sizeBytes: number | null;
  readonly savedAtMs: number;
  readonly byName: string;
}

interface At {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
}

interface Download extends At {
  readonly signal?: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/** Oldest first. @throws as describeFile */
export async function listVersions({ origin, node }: At): Promise<FileVersion[]> {
  const space = await freshSpaceOf(origin, node);
  const names = await readPersonNames(space);
  return Promise.all(
    fileOf(space.state, node).versions.map(async (version) => {
      const key = await openVersionKey(space, node, version).catch(() => null);
      const sizeBytes = key?.sizeBytes ?? null;
      const byName = names.get(version.author) ?? "";
      return { version: version.number, sizeBytes, savedAtMs: version.timeMs, byName };
    }),
  );
}

/** @throws NOT_FOUND */
export function versionOf({ versions }: NodeState, number = versions.length): SignedVersion {
  const version = versions[number - 1];
  if (!version) throw new AppError("NOT_FOUND");
  return version;
}

/** Decrypts a file onto this computer, as a stream. Call it in a click handler: the browser asks where to. False when the person chose no place. */
export const downloadFile = (download: Download): Promise<boolean> => downloadVersion(download);

/**
 * The same with an older version.
 * @throws FILE_NOT_WRITTEN for whatever found no room; what reading throws. Then no file is left
 */
export const downloadVersion = (download: Download & { version?: number }): Promise<boolean> =>
  openAndSave(download).catch((error: unknown) => {
    // What was read of the portal is noted before it is used: in a full browser that may be what finds no room
    const isFull = error instanceof AppError && error.code === "BROWSER_STORAGE_FULL";
    throw isFull ? new AppError("FILE_NOT_WRITTEN", { cause: error }) : error;
  });

async function openAndSave(download: Download & { version?: number }): Promise<boolean> {
  const space = await freshSpaceOf(download.origin, download.node);
  const file = fileOf(space.state, download.node);
  const { name, type } = await readMeta(space, file);
  const version = versionOf(file, download.version);
  const sizeBytes = (await openVersionKey(space, download.node, version)).sizeBytes;
  return save(space, version, { ...download, name, type, sizeBytes });
}

async function save(
  space: OpenSpace,
  version: SignedVersion,
  file: Download & { name: string; type: string; sizeBytes: number },
): Promise<boolean> {
  const target = await openSaveTarget(file);
  if (!target) return false;
  const { node, signal = new AbortController().signal, onProgress } = file;
  try {
    const input = { space, node, version, signal, ...(onProgress ? { onProgress } : {}) };
    await readContent(input, target.write);
    await target.complete();
    return true;
  } catch (error) {
    await target.discard();
    throw error;
  }
}
