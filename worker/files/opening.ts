import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, SpaceId, UserId } from "../../shared/ids.ts";
import { readAll } from "../db/batch.ts";
import { bytesOf, type Db } from "../db/open.ts";
import { readPortalId } from "../portal/store.ts";
import { lockboxRows, logPageQueries, rowToLockbox, toLogPage } from "../spaces/store.ts";

interface Opening {
  readonly user: UserId;
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly from: number;
  readonly portalFrom: number;
}

/** The content of a file's newest version; no row for a folder. */
const newestContentRow = (db: Db, space: SpaceId, node: NodeId) =>
  db
    .selectFrom("nodes")
    .innerJoin("versions", (join) =>
      join
        .onRef("versions.space", "=", "nodes.space")
        .onRef("versions.node", "=", "nodes.node")
        .onRef("versions.number", "=", "nodes.version_number"),
    )
    .innerJoin("blobs", "blobs.blob", "versions.blob")
    .select(["blobs.blob", "blobs.header"])
    .where("nodes.space", "=", space)
    .where("nodes.node", "=", node);

/** What D1 has for who opens a file, all of one moment: the header is that of the version which the log names last. */
export async function readOpening(d1: D1Database, db: Db, { user, space, node, from, portalFrom }: Opening) {
  const portal = await readPortalId(db);
  if (portal === null) throw new AppError("NOT_FOUND");
  const [rows, heads, portalRows, portalHeads, lockboxes, contents] = await readAll(d1, [
    ...logPageQueries(db, { space, from }),
    ...logPageQueries(db, { space: portal, from: portalFrom }),
    lockboxRows(db, user, space),
    newestContentRow(db, space, node),
  ] as const);
  const [content] = contents;
  return {
    space,
    ...toLogPage(rows, heads),
    portal: toLogPage(portalRows, portalHeads),
    lockboxes: lockboxes.map(rowToLockbox),
    content: content ? { blob: content.blob, header: toBase64Url(bytesOf(content.header)) } : null,
  };
}
