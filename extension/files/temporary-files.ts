/**
 * Decrypted downloads on their way to the disk, where a browser has no save dialog to stream into. Each belongs to the page
 * that makes it, which holds a lock of its name for as long as it lives; whatever nobody holds is wiped by the background.
 */

const FOLDER = "downloads";

const lockOf = (id: string): string => `${FOLDER}/${id}`;

const openFolder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

export interface TemporaryFile {
  readonly handle: FileSystemFileHandle;
  readonly stream: FileSystemWritableFileStream;
  remove(): Promise<void>;
}

/** A new empty file, open for writing, and its removal. @throws what the browser throws: then there is no file */
export async function createTemporary(): Promise<TemporaryFile> {
  const id = crypto.randomUUID();
  const letGo = await hold(lockOf(id));
  const remove = async () => {
    await (await openFolder()).removeEntry(id).catch(() => undefined);
    letGo();
  };
  try {
    const handle = await (await openFolder()).getFileHandle(id, { create: true });
    return { handle, stream: await handle.createWritable(), remove };
  } catch (error) {
    await remove().catch(letGo);
    throw error;
  }
}

/** Holds a lock until it is let go, or the page ends. */
function hold(name: string): Promise<() => void> {
  return new Promise((held, refused) => {
    navigator.locks.request(name, () => new Promise<void>((letGo) => held(letGo))).catch(refused);
  });
}

/** Wipes what pages left behind that were closed in the middle. */
export async function sweepTemporary(): Promise<void> {
  const folder = await openFolder();
  // Listed first: whoever has a file by now has had the lock for longer
  const files: string[] = [];
  for await (const id of folder.keys()) files.push(id);
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for (const id of files) if (!inUse.has(lockOf(id))) await folder.removeEntry(id).catch(() => undefined);
}
