import type { NodeId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { parseEntry } from "../../shared/log/entry.ts";
import { subjectOf } from "../../shared/log/portal-rights.ts";
import { isOnPortalLog, type PortalView } from "../../shared/log/portal-state.ts";
import { replaySpace } from "../../shared/log/replay.ts";
import type { SpaceState } from "../../shared/log/space-state.ts";
import { can } from "../../shared/rights/can.ts";
import { freshenKey } from "../spaces/keys-of-members.ts";
import { readEntries } from "../spaces/log-store.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { syncPortalSession } from "../spaces/portal-session.ts";
import { syncSpace, syncSpaceTo } from "../spaces/sync-space.ts";
import type { LogView } from "./surroundings.ts";

/** An open space as a live session looks at it. */
export function createLogView(space: OpenSpace, node: NodeId): LogView {
  const mayEditNow = (user: UserId) => mayEdit(space.state, space.portal.now, user, node);
  const past = new Map<string, Promise<ReadonlySet<number>>>();
  return {
    ...{ space: space.space, node, user: space.user, signKey: space.keys.identity.signKey },
    generation: () => space.state.generation,
    spaceKey: (generation) => space.spaceKeys.get(generation) ?? null,
    signPublicOf: (user) => space.portal.users.get(user)?.bundle.signPublic,
    mayRead: (user) => space.state.isReader(user, space.portal.now),
    mayWrite: (user) => mayEditNow(user),
    async couldWrite(user, generation) {
      const key = `${user} ${space.state.head.hash}`;
      const generations = past.get(key) ?? readPast(space, user, node).catch(() => new Set<number>());
      past.set(key, generations);
      return (await generations).has(generation);
    },
    newestVersion: () => space.state.nodes.get(node)?.versions.length ?? 0,
    versionOf: (version) => space.state.nodes.get(node)?.versions[version - 1] ?? null,
    catchUp: (head) => catchUp(space, node, head),
  };
}

async function catchUp(space: OpenSpace, node: NodeId, head: Head | undefined): Promise<void> {
  try {
    // A key may come later than the entry that starts it: that moves no head
    const isKeyless = !space.spaceKeys.has(space.state.generation);
    if (head && !isKeyless) await syncSpaceTo(space, head);
    else await Promise.all([syncPortalSession(space.session), syncSpace(space)]);
    if (mayEdit(space.state, space.portal.now, space.user, node)) await freshenKey(space);
  } catch {
    // Away or in doubt: what is known stays, and what does not verify by it is not taken
  }
}

/** Whether somebody may change the file, with the space and the portal as they are given. */
function mayEdit(state: SpaceState, portal: PortalView, user: UserId, node: NodeId): boolean {
  const person = portal.user(user);
  if (!person) return false;
  const subject = subjectOf(person);
  const level = state.levelOf(user, portal);
  const { owner } = state;
  if (state.roomType === null) {
    const access = level === "FullAccess" ? level : null;
    const isSwitchedOn = portal.settings.isPrivateRoomOn;
    const item = { kind: "privateItem", ownerId: owner, isSwitchedOn, access } as const;
    return can(subject, "private:saveVersion", item).allowed;
  }
  const room = {
    kind: state.isArchived ? "archivedRoom" : "room",
    ownerId: owner,
    roomType: state.roomType,
    level: level === "FullAccess" ? null : level,
    holdsKey: state.isReader(user, portal),
    isDownloadDenied: state.settings?.isDownloadDenied ?? false,
  } as const;
  const createdBy = state.nodes.get(node)?.createdBy ?? owner;
  return can(subject, "room:edit", { kind: "roomItem", room, createdBy }).allowed;
}

/** The generations under which somebody might change the file at some time, from this browser's copy of the log. */
async function readPast(space: OpenSpace, user: UserId, node: NodeId): Promise<ReadonlySet<number>> {
  const { origin, portal } = space;
  const generations = new Set<number>();
  let state: SpaceState | undefined;
  for (const wire of await readEntries(origin, space.space)) {
    state = await replaySpace({ portal, space: space.space, known: state }, [wire]);
    const { portalHead } = await parseEntry(wire);
    if (!portalHead || !isOnPortalLog(portal, portalHead)) continue;
    if (mayEdit(state, portal.at(portalHead.seq), user, node)) generations.add(state.generation);
  }
  return generations;
}
