import type { Bytes, Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { onLockWipe } from "../vault/lock.ts";
import { createTemporary } from "./temporary-files.ts";

/** A file on this computer that decrypted content goes into. It exists only after `complete`. */
export interface SaveTarget {
  write(plain: Plain): Promise<void>;
  complete(): Promise<void>;
  discard(): Promise<void>;
}

interface FileToSave {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** Larger ones do not wait in memory where the browser has no save dialog to stream into. */
const MEMORY_MAX_BYTES = 64 * 1024 * 1024;
/** How long a browser may take to copy a download before its source is wiped. */
const WIPE_AFTER_MS = 120_000;

type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Where to. Null when the person chose nothing. @throws BROWSER_STORAGE_FULL */
export async function openSaveTarget(file: FileToSave): Promise<SaveTarget | null> {
  const picker = (globalThis as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  if (picker && navigator.userActivation?.isActive) return openPicked(picker, file);
  return file.sizeBytes <= MEMORY_MAX_BYTES ? openInMemory(file) : openTemporary(file);
}

/** The browser writes beside the file and replaces it at `close`: until then there is nothing to open. */
async function openPicked(picker: SavePicker, { name }: FileToSave): Promise<SaveTarget | null> {
  const handle = await picker.call(globalThis, { suggestedName: name }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw new AppError("BROWSER_STORAGE_FULL", { cause: error });
  });
  if (!handle) return null;
  const stream = await handle.createWritable();
  return {
    write: (plain) => full(stream.write(plain)),
    complete: () => full(stream.close()),
    discard: () => stream.abort().catch(() => undefined),
  };
}

function openInMemory({ name, type }: FileToSave): SaveTarget {
  let parts: Bytes[] = [];
  return {
    write: async (plain) => void parts.push(plain.slice()),
    complete: async () => {
      hand(new Blob(parts, { type }), name);
      parts = [];
    },
    discard: async () => {
      parts = [];
    },
  };
}

/** A file of the extension's own that no other site sees, wiped when the browser has copied it, at the lock, and whatever happens. */
async function openTemporary({ name, type }: FileToSave): Promise<SaveTarget> {
  onLockWipe(wipeOwn);
  const { handle, remove } = await createTemporary();
  const stream = await handle.createWritable();
  const wipe = async () => {
    own.delete(wipe);
    await remove();
  };
  own.add(wipe);
  return {
    write: (plain) => full(stream.write(plain)),
    complete: async () => {
      await full(stream.close());
      const content = await handle.getFile();
      hand(new File([content], name, { type }), name);
      setTimeout(() => void wipe(), WIPE_AFTER_MS);
    },
    discard: async () => {
      await stream.abort().catch(() => undefined);
      await wipe();
    },
  };
}

/** What this page has on disk goes with the lock. */
const own = new Set<() => Promise<void>>();

function wipeOwn(): void {
  for (const wipe of own) void wipe();
}

function hand(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), WIPE_AFTER_MS);
}

async function full(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    throw new AppError("BROWSER_STORAGE_FULL", { cause });
  }
}
