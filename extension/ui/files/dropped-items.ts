/** One thing that was dropped or picked. Folders come too, so that empty ones are not lost. */
export interface DroppedItem {
  /** Names from the outermost folder to the item's own. */
  readonly path: readonly string[];
  /** Null for a folder. */
  readonly file: File | null;
}

/** Marks a drag of our own rows. It carries no names and no ids: those stay in the page. */
export const ROWS_DRAG_TYPE = "application/x-strongroom-rows";

export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

export function carriesRows(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes(ROWS_DRAG_TYPE) ?? false;
}

/**
 * Reads what was dropped, folders with everything in them. Call it in the drop event itself: the list is empty afterwards.
 * Rejects when something cannot be read, and then gives nothing, so that no half of a folder is uploaded.
 */
export async function readDropped(transfer: DataTransfer): Promise<readonly DroppedItem[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return [...transfer.files].map((file) => ({ path: [file.name], file }));
  const read = await Promise.all(entries.map((entry) => readEntry(entry, [])));
  return read.flat();
}

/** What an `<input type=file>` holds; a folder's own path comes with each of its files. */
export function readPicked(files: Iterable<File>): readonly DroppedItem[] {
  return [...files].map((file) => ({ path: (file.webkitRelativePath || file.name).split("/"), file }));
}

async function readEntry(entry: FileSystemEntry, above: readonly string[]): Promise<readonly DroppedItem[]> {
  const path = [...above, entry.name];
  if (isFileEntry(entry)) return [{ path, file: await fileOf(entry) }];
  if (!isDirectoryEntry(entry)) return [];
  const children = await childrenOf(entry);
  const read = await Promise.all(children.map((child) => readEntry(child, path)));
  return [{ path, file: null }, ...read.flat()];
}

const isFileEntry = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectoryEntry = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Browsers hand out at most 100 entries a call; an empty answer is the end. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}
