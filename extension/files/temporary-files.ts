/**
 * Decrypted downloads on their way to the disk, where a browser has no save dialog to stream into. Each belongs to the page
 * that makes it, which holds a lock of its name for as long as it lives; whatever nobody holds is wiped by the background.
 */

const FOLDER = "downloads";

const lockOf = (id: string): string => `${FOLDER}/${id}`;

const openFolder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

/** A new empty file, and its removal. */
export async function createTemporary(): Promise<{
  handle: FileSystemFileHandle;
  remove: () => Promise<void>;
}> {
  const id = crypto.randomUUID();
  const letGo = await hold(lockOf(id));
  const folder = await openFolder();
  const handle = await folder.getFileHandle(id, { create: true });
  const remove = async () => {
    await folder.removeEntry(id).catch(() => undefined);
    letGo();
  };
  return { handle, remove };
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
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  for await (const id of folder.keys())
    if (!inUse.has(lockOf(id))) await folder.removeEntry(id).catch(() => undefined);
}
