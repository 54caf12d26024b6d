import type { ErrorCode } from "../../shared/errors.ts";
import type { NodeId } from "../../shared/ids.ts";
import { foldName } from "../../shared/rules/same-name.ts";
import type { IndexedNode, RoomIndex } from "./room-index.ts";

/** A file or folder as a list shows it. */
export interface FileRow {
  readonly node: NodeId;
  readonly kind: "folder" | "file";
  /** Null when it could not be opened; `code` says why. */
  readonly name: string | null;
  /** With a name: NAME_TAKEN marks a duplicate, which only a cheating program can have made. */
  readonly code?: ErrorCode;
  readonly type: string;
  readonly sizeBytes: number;
  readonly changedAtMs: number;
  readonly changedByName: string;
  /** A change of it is on its way. */
  readonly isPending: boolean;
}

type Pending = ReadonlySet<NodeId>;

function nodeToRow({ state, meta, code, changedByName }: IndexedNode, pending: Pending): FileRow {
  const { node, kind, changedAtMs } = state;
  const type = meta?.type ?? (kind === "folder" ? "folder" : "application/octet-stream");
  const row = { node, kind, name: meta?.name ?? null, type, sizeBytes: meta?.sizeBytes ?? 0 };
  return { ...row, changedAtMs, changedByName, isPending: pending.has(node), ...(code ? { code } : {}) };
}

function markDuplicates(rows: readonly FileRow[]): FileRow[] {
  const counts = new Map<string, number>();
  for (const { name } of rows)
    if (name !== null) counts.set(foldName(name), (counts.get(foldName(name)) ?? 0) + 1);
  return rows.map((row) => {
    const isTwin = row.name !== null && (counts.get(foldName(row.name)) ?? 0) > 1;
    return isTwin ? { ...row, code: "NAME_TAKEN" } : row;
  });
}

/** The rows of a folder, folders first, then by name; without an order by time, which a page may add. */
export function rowsIn(index: RoomIndex, parent: NodeId | null, pending: Pending): FileRow[] {
  const rows = [...index.values()]
    .filter(({ state }) => state.parent === parent && state.trashedBy === null)
    .map((node) => nodeToRow(node, pending));
  return markDuplicates(rows).sort(byKindAndName);
}

/** All rows whose name contains the text, in whatever case. */
export function searchRows(index: RoomIndex, text: string, pending: Pending): FileRow[] {
  const wanted = text.trim().normalize("NFC").toLowerCase();
  return [...index.values()]
    .filter(({ meta }) => meta?.name.toLowerCase().includes(wanted))
    .map((node) => nodeToRow(node, pending))
    .sort(byKindAndName);
}

function byKindAndName(a: FileRow, b: FileRow): number {
  if (a.kind !== b.kind) return a.kind === "folder" ? -1 : 1;
  return (a.name ?? "").localeCompare(b.name ?? "", undefined, { numeric: true });
}

/** The way from the top to a folder; the top's name is empty, the page has a word for it. */
export function pathTo(index: RoomIndex, folder: NodeId | null): { node: NodeId | null; name: string }[] {
  const path: { node: NodeId | null; name: string }[] = [];
  for (let at = folder; at !== null; ) {
    const node = index.get(at);
    if (!node || path.length > index.size) break;
    path.unshift({ node: at, name: node.meta?.name ?? "" });
    at = node.state.parent;
  }
  return [{ node: null, name: "" }, ...path];
}

/** The folders in a folder that have a name. */
export function foldersIn(index: RoomIndex, parent: NodeId | null): { node: NodeId; name: string }[] {
  return rowsIn(index, parent, new Set()).flatMap(({ node, kind, name }) =>
    kind === "folder" && name !== null ? [{ node, name }] : [],
  );
}
