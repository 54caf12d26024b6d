import { normalizeName } from "../../shared/crypto/names.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { NodeState, SpaceState } from "../../shared/log/space-state.ts";
import { freeName } from "../../shared/rules/same-name.ts";
import { append } from "../spaces/append.ts";
import { freshenKey } from "../spaces/keys-of-members.ts";
import { openSpaces } from "../spaces/my-spaces.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { readAbout } from "../spaces/room-settings.ts";
import { freshSpace } from "../spaces/sync-space.ts";
import { readMeta, readNames, sealNodeMeta } from "./node-meta.ts";
import type { FileRow } from "./room-rows.ts";
import { nodeOf } from "./tree.ts";

/** The person's trash: what he deleted in rooms. The Private Room has none. */

export interface TrashRow extends FileRow {
  readonly space: SpaceId;
  readonly roomTitle: string | null;
}

/** Newest first. */
export async function listTrash(origin: PortalOrigin): Promise<TrashRow[]> {
  const found = await openSpaces(origin, ["room"]);
  const rows = await Promise.all(found.map(({ space }) => (space ? rowsOf(space) : [])));
  return rows.flat().sort((a, b) => b.changedAtMs - a.changedAtMs);
}

const trashedIn = ({ state, user }: OpenSpace): NodeState[] =>
  [...state.nodes.values()].filter(({ trashedBy }) => trashedBy === user);

async function rowsOf(space: OpenSpace): Promise<TrashRow[]> {
  if (space.state.isRemoved) return [];
  const roomTitle = (await readAbout(space).catch(() => null))?.title ?? null;
  return Promise.all(
    trashedIn(space).map(async (state) => {
      const meta = await readMeta(space, state).catch(() => null);
      const { node, kind, changedAtMs } = state;
      const type = meta?.type ?? (kind === "folder" ? "folder" : "application/octet-stream");
      const row = { node, kind, name: meta?.name ?? null, type, sizeBytes: meta?.sizeBytes ?? 0 };
      const about = { changedAtMs, changedByName: "", isPending: false };
      return { ...row, ...about, space: space.space, roomTitle };
    }),
  );
}

interface OnItem {
  readonly origin: PortalOrigin;
  readonly space: SpaceId;
  readonly node: NodeId;
}

/** Back to where it was, or to the top of the room when that folder is gone; a taken name gets a number. */
export async function restoreFromTrash({ origin, space: id, node }: OnItem): Promise<void> {
  const space = await freshSpace(origin, id);
  await freshenKey(space);
  await append(space, async (state) => {
    const before = nodeOf(state, node);
    const opened = await readMeta(space, before);
    const parent = parentOf(state, before);
    const name = normalizeName(freeName(opened.name, await readNames(space, state, parent, node)));
    const revision = before.revision + 1;
    const meta = await sealNodeMeta(space, { node, parent, revision }, { ...opened, name });
    return { op: "node.restore", node, parent, revision, meta };
  });
}

function parentOf(state: SpaceState, { parent }: NodeState): NodeId | null {
  const isThere = parent !== null && state.nodes.has(parent) && state.trashOf(parent) === null;
  return isThere ? parent : null;
}

/** For good. A folder takes along what was deleted from it before: what is gone already counts as deleted. */
export async function deleteFromTrash({ origin, space: id, node }: OnItem): Promise<void> {
  await deleteForGood(await freshSpace(origin, id), node);
}

async function deleteForGood(space: OpenSpace, node: NodeId): Promise<void> {
  try {
    await append(space, async (state) => ({ op: "node.delete", node: nodeOf(state, node).node }));
  } catch (error) {
    if (space.state.nodes.has(node)) throw error;
  }
}

/** Everything of one's own, for good. Gives how many. */
export async function emptyTrash(origin: PortalOrigin): Promise<number> {
  const found = await openSpaces(origin, ["room"]);
  let count = 0;
  for (const { space } of found) {
    if (!space || space.state.isRemoved || space.state.isArchived) continue;
    for (const { node } of trashedIn(space)) {
      await deleteForGood(space, node);
      count++;
    }
  }
  return count;
}
