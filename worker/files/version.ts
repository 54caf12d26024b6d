import { equalBytes } from "../../shared/bytes.ts";
import { hashStreamHeader, parseStreamHeader, partCountOf } from "../../shared/crypto/stream-header.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, UserId } from "../../shared/ids.ts";
import type { NodeOperation, VersionRecord } from "../../shared/log/operations.ts";
import type { Db } from "../db/open.ts";
import type { MemberSpace } from "../spaces/facts.ts";
import { type BlobRow, readBlob, readParts } from "./store.ts";

interface Naming {
  readonly space: MemberSpace;
  readonly author: UserId;
  readonly operation: NodeOperation;
}

/**
 * An entry may name only an upload of its own author to this space, whole, unused, and with the header that it says.
 * @throws BLOB_INCOMPLETE when parts are missing; ENTRY_REFUSED for everything else
 */
export async function checkVersionBlob(db: Db, { space, author, operation }: Naming): Promise<void> {
  if (!("version" in operation)) return;
  const { node, version } = operation;
  const blob = await readBlob(db, version.blob);
  const isTheirs = blob?.space === space.space && blob.author === author && blob.state === "open";
  if (!blob || !isTheirs || !(await isHeaderOf(blob, node, version))) throw new AppError("ENTRY_REFUSED");
  const parts = await readParts(db, blob.blob);
  if (parts.length !== partCountOf(blob.paddedSize)) throw new AppError("BLOB_INCOMPLETE");
}

/** Space and author of the header were compared when the upload was announced. */
async function isHeaderOf(blob: BlobRow, node: NodeId, version: VersionRecord): Promise<boolean> {
  const header = parseStreamHeader(blob.header);
  return (
    equalBytes(await hashStreamHeader(blob.header), version.headerHash) &&
    header.node === node &&
    header.version === version.number &&
    header.generation === version.generation &&
    header.paddedSize === version.paddedSizeBytes
  );
}
