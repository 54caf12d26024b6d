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
/** How long a browser may take to copy a download before its source is wiped: so long at least, and at 5 MB/s. */
const WIPE_AFTER_MS = 120_000;
const wipeAfterMs = (sizeBytes: number): number => Math.max(WIPE_AFTER_MS, sizeBytes / 5_000);

type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Where to. Null when the person chose nothing. @throws FILE_NOT_WRITTEN, as everything of the target does */
export async function openSaveTarget(file: FileToSave): Promise<SaveTarget | null> {
  const picker = (globalThis as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  if (picker && navigator.userActivation?.isActive) return openPicked(picker, file);
  return file.sizeBytes <= MEMORY_MAX_BYTES ? openInMemory(file) : openTemporary(file);
}

/** The browser writes beside the file and replaces it at `close`: until then there is nothing to open. */
async function openPicked(picker: SavePicker, { name }: FileToSave): Promise<SaveTarget | null> {
  const handle = await picker.call(globalThis, { suggestedName: name }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw new AppError("FILE_NOT_WRITTEN", { cause: error });
  });
  if (!handle) return null;
  const stream = await written(handle.createWritable());
  return {
    write: (plain) => written(stream.write(plain)),
    complete: () => written(stream.close()),
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
  const { stream, handle, remove } = await written(createTemporary());
  const wipe = async () => {
    own.delete(wipe);
    await remove();
  };
  own.add(wipe);
  return {
    write: (plain) => written(stream.write(plain)),
    complete: async () => {
      await written(stream.close());
      const content = await written(handle.getFile());
      hand(new File([content], name, { type }), name);
      setTimeout(() => void wipe(), wipeAfterMs(content.size));
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
  setTimeout(() => URL.revokeObjectURL(url), wipeAfterMs(content.size));
}

async function written<Result>(writing: Promise<Result>): Promise<Result> {
  try {
    return await writing;
  } catch (cause) {
    throw new AppError("FILE_NOT_WRITTEN", { cause });
  }
}
