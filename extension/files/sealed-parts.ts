import type { Sealed } from "../../shared/bytes.ts";
import { release } from "../../shared/crypto/release.ts";

/**
 * Sealed parts wait on this browser's disk until the portal has them. In memory they would stay until the garbage collector
 * comes by, which does not see how large a Blob is: Chromium 156 grew by 213 MB while it uploaded 192 MiB, and by 26 MB so.
 * Only ciphertext is ever written here.
 */

/** Seals a part, handing over each chunk. Its memory is given back at once: the next chunk is sealed faster into it. */
type SealPart = (use: (chunk: Sealed) => void) => Promise<void>;

/** Has a part sealed, keeps it, and gives what to send. */
export type KeepPart = (index: number, seal: SealPart) => Promise<Blob>;

const FOLDER = "sealed-parts";

/** Holds a part in memory. */
export const keepInMemory: KeepPart = async (_, seal) => {
  const held: Blob[] = [];
  await seal((chunk) => void held.push(intoBlob(chunk)));
  return new Blob(held);
};

function intoBlob(chunk: Sealed): Blob {
  const blob = new Blob([chunk]);
  release(chunk);
  return blob;
}

/** TypeScript knows it in threads only. */
interface SyncAccess {
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  close(): void;
}

/** The file system of workers; the DOM types describe it without this. */
interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccess>;
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
    await sweepSealedParts();
    const folder = await openFolder();
    const own = await folder.getDirectoryHandle(upload, { create: true });
    return async (index, seal) => {
      const file = await createPart(own, index).catch(() => null);
      return file ? write(file, seal) : keepInMemory(index, seal);
    };
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
export async function sweepSealedParts(): Promise<void> {
  const folder = await openFolder();
  // Listed first: whoever has a folder by now has had the lock for longer
  const uploads: string[] = [];
  for await (const upload of folder.keys()) uploads.push(upload);
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for (const upload of uploads)
    if (!inUse.has(lockOf(upload)))
      await folder.removeEntry(upload, { recursive: true }).catch(() => undefined);
}

interface PartFile {
  readonly file: FileSystemFileHandle;
  readonly access: SyncAccess;
}

async function createPart(folder: FileSystemDirectoryHandle, index: number): Promise<PartFile> {
  const file = (await folder.getFileHandle(String(index), { create: true })) as SyncFileHandle;
  return { file, access: await file.createSyncAccessHandle() };
}

/** What the disk has no room for is held in memory behind what it took. */
async function write({ file, access }: PartFile, seal: SealPart): Promise<Blob> {
  const held: Blob[] = [];
  let at = 0;
  try {
    await seal((chunk) => {
      if (held.length > 0 || !takes(access, chunk, at)) held.push(intoBlob(chunk));
      else {
        at += chunk.length;
        release(chunk);
      }
    });
  } finally {
    access.close();
  }
  const written = await file.getFile();
  return held.length === 0 ? written : new Blob([written.slice(0, at), ...held]);
}

function takes(access: SyncAccess, chunk: Sealed, at: number): boolean {
  try {
    return access.write(chunk, { at }) === chunk.length;
  } catch {
    return false; // the disk is full
  }
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
