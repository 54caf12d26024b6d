import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { openSpaces } from "../spaces/my-spaces.ts";
import { freshPersonalSpace } from "../spaces/sync-space.ts";
import { readMeta } from "./node-meta.ts";
import { homeOf } from "./room-index.ts";

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
  const personal = await freshPersonalSpace(origin);
  const files = [...personal.state.nodes.values()].filter(({ kind }) => kind === "file");
  if (files.some(({ sharedAs }) => sharedAs !== null)) await lookAtShared(origin);
  const homes = await fulfilled(files.map((file) => homeOf(personal, file)));
  const newest = homes.sort((a, b) => b.state.changedAtMs - a.state.changedAtMs).slice(0, MOST);
  return fulfilled(
    newest.map(async ({ space, state }) => {
      const { name, type } = await readMeta(space, state);
      return { node: state.node, space: space.space, name, type, changedAtMs: state.changedAtMs };
    }),
  );
}

/** All with one question. Where there is no answer, what was seen last serves. */
const lookAtShared = (origin: PortalOrigin): Promise<unknown> =>
  openSpaces(origin, ["file"]).catch(() => undefined);

async function fulfilled<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  const results = await Promise.allSettled(promises);
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
