import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import type { FileRow } from "../../files/room-rows.ts";
import { addressOfFile } from "../../messages/addresses.ts";
import { type FileItem, type FileItemState, kindOfName } from "../../ui/files/file-item.ts";

/** A row of the room as the list draws it. */
export function itemOf(row: FileRow, origin: PortalOrigin): FileItem<NodeId> {
  const name = row.name ?? "";
  return {
    id: row.node,
    kind: row.kind === "folder" ? "folder" : kindOfName(name),
    name,
    sizeBytes: row.kind === "folder" ? null : row.sizeBytes,
    changedAtMs: row.changedAtMs,
    changedBy: row.changedByName,
    state: stateOf(row),
    ...(row.kind === "file" ? { href: addressOfFile(origin, row.node) } : {}),
  };
}

function stateOf(row: FileRow): FileItemState {
  if (row.name === null) return { kind: "damaged", code: row.code ?? "CIPHERTEXT_DAMAGED" };
  return { kind: row.isPending ? "pending" : "ready" };
}
