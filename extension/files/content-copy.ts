import type { NodeId } from "../../shared/ids.ts";
import type { VersionRecord } from "../../shared/log/operations.ts";
import type { SignedVersion } from "../../shared/log/space-state.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { openVersionKey, readContent } from "./read-content.ts";
import { createTemporary } from "./temporary-files.ts";
import { uploadContent } from "./upload-content.ts";

/** Bringing a version's content from one space into another: opened, and sealed anew under a key of its own. */

export interface ContentCopy {
  readonly from: OpenSpace;
  readonly to: OpenSpace;
  /** The node there, and the one here. */
  readonly fromNode: NodeId;
  readonly node: NodeId;
  readonly version: SignedVersion;
  /** The number that the copy gets; 1 for a file of its own. */
  readonly asVersion?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/** Larger contents wait on this browser's disk, in a file of the extension's own that is wiped afterwards. */
const MEMORY_MAX_BYTES = 64 * 1024 * 1024;

/** Uploads the content as a version of `node`, the first unless told otherwise; an entry has yet to name it. @throws what reading and uploading throw */
export async function copyContent(copy: ContentCopy): Promise<VersionRecord> {
  const { to, node, signal, from, fromNode, version } = copy;
  const { sizeBytes } = await openVersionKey(from, fromNode, version);
  const isLarge = sizeBytes > MEMORY_MAX_BYTES && navigator.storage !== undefined;
  const held = await (isLarge ? onDisk(copy) : inMemory(copy));
  try {
    const input = { space: to, node, version: copy.asVersion ?? 1, content: held.content, signal };
    return await uploadContent({
      ...input,
      onProgress: (done) => copy.onProgress?.(sizeBytes + done, sizeBytes * 2),
    });
  } finally {
    await held.remove();
  }
}

interface Held {
  readonly content: Blob;
  remove(): Promise<void>;
}

const readInto = (
  { from, fromNode, version, signal, onProgress }: ContentCopy,
  write: (plain: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> => {
  const tell = onProgress && ((done: number, total: number) => onProgress(done, total * 2));
  const input = { space: from, node: fromNode, version, signal };
  return readContent(tell ? { ...input, onProgress: tell } : input, write);
};

async function inMemory(copy: ContentCopy): Promise<Held> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  await readInto(copy, async (plain) => void parts.push(plain.slice()));
  return { content: new Blob(parts), remove: async () => void parts.splice(0) };
}

async function onDisk(copy: ContentCopy): Promise<Held> {
  const { handle, stream, remove } = await createTemporary();
  try {
    await readInto(copy, (plain) => stream.write(plain));
    await stream.close();
    return { content: await handle.getFile(), remove };
  } catch (error) {
    await stream.abort().catch(() => undefined);
    await remove();
    throw error;
  }
}
