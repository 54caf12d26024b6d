import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { freshPersonalSpace } from "../spaces/sync-space.ts";
import { readMeta } from "./node-meta.ts";

/** A file that was changed lately. */
export interface RecentFile {
  readonly node: NodeId;
  /** Where it is: a shared one is in a space of its own. */
  readonly space: SpaceId;
  readonly name: string;
  readonly type: string;
  readonly changedAtMs: number;
}

const MOST = 10;

/** The files changed last, newest first; damaged ones are left out. @throws as openPersonalSpace */
export async function listRecent(origin: PortalOrigin): Promise<RecentFile[]> {
  const space = await freshPersonalSpace(origin);
  const files = [...space.state.nodes.values()]
    .filter(({ kind }) => kind === "file")
    .sort((a, b) => b.changedAtMs - a.changedAtMs)
    .slice(0, MOST);
  const opened = await Promise.allSettled(files.map((file) => readMeta(space, file)));
  return opened.flatMap((result, at) => {
    const file = files[at];
    if (result.status === "rejected" || !file) return [];
    const { name, type } = result.value;
    const { node, sharedAs, changedAtMs } = file;
    return [{ node, space: sharedAs ?? space.space, name, type, changedAtMs }];
  });
}
