import type { NodeId, SpaceId } from "../../shared/ids.ts";
import { hasFrames } from "../live/frame-queue.ts";
import { type OpenSpace, openPersonalSpace } from "../spaces/open-space.ts";
import { readPersonal } from "../spaces/personal.ts";
import { syncSpace } from "../spaces/sync-space.ts";
import { hasDraft } from "./drafts.ts";

/**
 * A file that was shared from one's own Private Room lives in a space of its own since. What was typed there before, and saved
 * nowhere, lies on this browser's disk under the Private Room: it is judged by that log, and never mixed with what is here.
 */

/** The Private Room, where something waits in it and its signed log says that the file went from there to here; else null. */
export async function formerPlaceOf(home: OpenSpace, node: NodeId): Promise<OpenSpace | null> {
  const { origin, state, user } = home;
  if (state.kind !== "file" || state.owner !== user) return null;
  try {
    if (!(await isWaiting({ origin, space: await readPersonal(origin), node }))) return null;
    const personal = await openPersonalSpace(origin);
    if (!isFormer(personal, home, node)) await syncSpace(personal);
    return isFormer(personal, home, node) ? personal : null;
  } catch {
    return null; // what waits stays on the disk until the log can be read
  }
}

const isFormer = (personal: OpenSpace, home: OpenSpace, node: NodeId): boolean =>
  personal.state.nodes.get(node)?.sharedAs === home.space;

const isWaiting = async (place: {
  readonly origin: OpenSpace["origin"];
  readonly space: SpaceId;
  readonly node: NodeId;
}): Promise<boolean> => (await hasDraft(place)) || (await hasFrames(place));

interface Moved {
  readonly former: OpenSpace;
  readonly home: OpenSpace;
  readonly node: NodeId;
}

/**
 * The number that a version of there has here. The file began here with what was its newest version there; a number that nothing can
 * be saved over stands for every other one, and for that one, too, once there are more here: a second try to share brings a newer one.
 */
export function versionHere({ former, home, node }: Moved, version: number): number {
  const newestOf = ({ state }: OpenSpace) => state.nodes.get(node)?.versions.length;
  return version === newestOf(former) && newestOf(home) === 1 ? 1 : 0;
}
