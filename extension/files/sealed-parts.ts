import type { Sealed } from "../../shared/bytes.ts";

/**
 * Sealed parts wait on this browser's disk until the portal has them. In memory they would stay until the garbage collector
 * comes by, which does not see how large a Blob is: Chromium 156 grew by 213 MB while it uploaded 192 MiB, and by 26 MB so.
 * Only ciphertext is ever written here.
 */

/** Takes a part's chunks and gives what to send; the chunks may be released afterwards. */
export type KeepPart = (index: number, chunks: readonly Sealed[]) => Promise<Blob>;

const FOLDER = "sealed-parts";

/** Holds a part in memory. */
export const keepInMemory: KeepPart = async (_, chunks) => new Blob([...chunks]);

/** TypeScript knows it in threads only. */
interface SyncAccess {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  close(): void;
}

const lockOf = (upload: string): string => `${FOLDER}/${upload}`;

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/**
 * For a sealing thread: keeps parts on disk under the upload's random name, as long as the thread lives. Where there is
 * no such disk (private windows, a full one) parts are held in memory.
 */
export async function keepOnDisk(upload: string): Promise<KeepPart> {
  try {
    await hold(lockOf(upload));
    const folder = await openFolder();
    await sweep(folder);
    const own = await folder.getDirectoryHandle(upload, { create: true });
    return (index, chunks) => write(own, index, chunks).catch(() => keepInMemory(index, chunks));
  } catch {
    return keepInMemory;
  }
}

/** Takes a lock that only the end of this thread gives back, and waits until it is there. */
function hold(name: string): Promise<void> {
  return new Promise((held, refused) => {
    const forEver = () => {
      held();
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(name, forEver).catch(refused);
  });
}

/** Throws away what uploads left behind that ended with their browser. */
async function sweep(folder: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for await (const upload of folder.keys())
    if (!inUse.has(lockOf(upload)))
      await folder.removeEntry(upload, { recursive: true }).catch(() => undefined);
}

async function write(
  folder: FileSystemDirectoryHandle,
  index: number,
  chunks: readonly Sealed[],
): Promise<Blob> {
  const file = await folder.getFileHandle(String(index), { create: true });
  const open = file as unknown as { createSyncAccessHandle(): Promise<SyncAccess> };
  const access = await open.createSyncAccessHandle();
  try {
    let at = 0;
    for (const chunk of chunks) {
      const isWhole = access.write(chunk, { at }) === chunk.length;
      if (!isWhole) throw new DOMException("The disk is full.", "QuotaExceededError");
      at += chunk.length;
    }
  } finally {
    access.close();
  }
  return file.getFile();
}

/** Throws one part away that the portal has. */
export async function dropPart(upload: string, index: number): Promise<void> {
  try {
    const own = await (await openFolder()).getDirectoryHandle(upload);
    await own.removeEntry(String(index));
  } catch {
    // It was held in memory, or goes with the others
  }
}

/** Throws an upload's parts away as soon as its thread has ended. */
export async function dropParts(upload: string): Promise<void> {
  try {
    const remove = async () => (await openFolder()).removeEntry(upload, { recursive: true });
    await navigator.locks.request(lockOf(upload), remove);
  } catch {
    // There was nothing on disk; what was in use a moment ago is swept by the next upload
  }
}
