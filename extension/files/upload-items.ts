import { normalizeName } from "../../shared/crypto/names.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import { freeName, isNameFree } from "../../shared/rules/same-name.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { type ChooseName, createFile } from "./create-file.ts";
import { readNames } from "./node-meta.ts";
import type { TransferList } from "./transfers.ts";
import { createFolder } from "./tree.ts";

/** A file or a folder of this computer; `path` holds the names from the outermost folder to its own. */
export interface UploadItem {
  readonly path: readonly string[];
  /** Null for a folder. */
  readonly file: File | null;
}

interface Upload {
  readonly open: () => Promise<OpenSpace>;
  readonly items: readonly UploadItem[];
  readonly parent: NodeId | null;
  readonly chooseName: ChooseName;
  readonly list: TransferList;
  /** Something new is in the room. */
  readonly onAdded: () => void;
}

/** A path as a key that no name can imitate. */
const keyOf = (path: readonly string[]): string => JSON.stringify(path);

/**
 * Uploads files and whole folders. Folders are made first, from the outside in; one whose name is taken is asked about,
 * and never mixed with the one that is there. Each file is a transfer of its own, so that one failure stops no other.
 */
export async function uploadItems(upload: Upload): Promise<void> {
  const folders = new Map<string, Promise<NodeId | null>>([[keyOf([]), Promise.resolve(upload.parent)]]);
  const folderAt = (path: readonly string[]): Promise<NodeId | null> => {
    const known = folders.get(keyOf(path));
    if (known !== undefined) return known;
    const made = folderAt(path.slice(0, -1)).then((above) => makeFolder(upload, above, path.at(-1) ?? ""));
    made.catch(() => undefined);
    folders.set(keyOf(path), made);
    return made;
  };
  const ends = upload.items.map(({ path, file }) =>
    file ? uploadFile(upload, file, path, folderAt) : folderAt(path).then(() => undefined),
  );
  const results = await Promise.allSettled(ends);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

async function makeFolder(upload: Upload, parent: NodeId | null, typed: string): Promise<NodeId> {
  const space = await upload.open();
  const wanted = normalizeName(typed);
  const names = await readNames(space, space.state, parent);
  const name = isNameFree(wanted, names) ? wanted : await upload.chooseName(wanted, freeName(wanted, names));
  if (name === null) throw new AppError("NAME_TAKEN");
  const node = await createFolder(space, parent, name);
  upload.onAdded();
  return node;
}

function uploadFile(
  upload: Upload,
  file: File,
  path: readonly string[],
  folderAt: (path: readonly string[]) => Promise<NodeId | null>,
): Promise<void> {
  const name = path.at(-1) ?? file.name;
  return upload.list.start({
    name,
    direction: "up",
    totalBytes: file.size,
    run: async (signal, onProgress) => {
      const parent = await folderAt(path.slice(0, -1));
      const space = await upload.open();
      const { chooseName } = upload;
      const details = { name, content: file, modifiedAtMs: file.lastModified, chooseName };
      await createFile({ space, parent, ...details, signal, onProgress });
      upload.onAdded();
    },
  });
}
