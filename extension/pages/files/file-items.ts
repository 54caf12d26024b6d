import type { NodeId, PortalOrigin, SpaceId } from "../../../shared/ids.ts";
import type { FileRow } from "../../files/room-rows.ts";
import { addressOfFile } from "../../messages/addresses.ts";
import { type FileItem, type FileItemState, kindOfName } from "../../ui/files/file-item.ts";

const NONE: ReadonlySet<NodeId> = new Set();

/** A row of the room as the list draws it. */
export function itemOf(
  row: FileRow,
  { origin, space }: { readonly origin: PortalOrigin; readonly space: SpaceId | null },
  shared: ReadonlySet<NodeId> = NONE,
): FileItem<NodeId> {
  const name = row.name ?? "";
  return {
    id: row.node,
    kind: row.kind === "folder" ? "folder" : kindOfName(name),
    name,
    sizeBytes: row.kind === "folder" ? null : row.sizeBytes,
    changedAtMs: row.changedAtMs,
    changedBy: row.changedByName,
    state: stateOf(row),
    isShared: shared.has(row.node),
    isDuplicate: row.name !== null && row.code === "NAME_TAKEN",
    ...(row.kind === "file" ? { href: addressOfFile(origin, row.node, space) } : {}),
  };
}

function stateOf(row: FileRow): FileItemState {
  if (row.name === null) return { kind: "damaged", code: row.code ?? "CIPHERTEXT_DAMAGED" };
  return { kind: row.isPending ? "pending" : "ready" };
}
