import type { Bytes, Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, UserId } from "../../shared/ids.ts";
import type { OpenedDocument } from "../files/document.ts";
import { formerPlaceOf, versionHere } from "../files/former-place.ts";
import { readWhole } from "../files/read-content.ts";
import { readPersonNames } from "../people/person-names.ts";
import { type OpenSpace, openSpace } from "../spaces/open-space.ts";
import { createFrameQueue, NO_QUEUE } from "./frame-queue.ts";
import { LearntNames } from "./learnt-names.ts";
import { LiveCore } from "./live-core.ts";
import type { LiveSession } from "./live-session.ts";
import { expectLine, openLine } from "./live-socket.ts";
import { createLogView } from "./log-of-space.ts";
import { AnewTries } from "./opening-anew.ts";
import type { FormerPlace } from "./surroundings.ts";
import { systemClock } from "./system-clock.ts";

export interface JoinInput {
  readonly opened: Pick<OpenedDocument, "origin" | "node" | "space" | "version" | "bytes">;
  readonly name: string;
  /** What the page calls somebody whose name is not proven. */
  readonly somebody?: string;
  /** The adapter's. */
  readonly seed: (bytes: Plain) => Promise<Bytes>;
  /** Ends the session without a farewell: at the lock. */
  readonly signal: AbortSignal;
  /** Others began a session while this page showed a state of its own without changes: close this one, dispose the editor, join anew. */
  readonly onReplaced: () => void;
  /** Nothing is typed here, and nothing is taken over that an earlier page could not send. */
  readonly isLooking?: boolean;
}

/**
 * Joins the document's session, begins it, or gives an unshared state when nobody can be reached within some seconds.
 * @throws DOCUMENT_DAMAGED as the adapter's seed does; what openSpace and readWhole throw; the signal's reason
 */
export async function joinLive(input: JoinInput): Promise<LiveSession> {
  const { opened, signal } = input;
  const { origin, space, node } = opened;
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const listeners = expectLine({ origin, space, node, signal: until });
  try {
    const core = startCore(input, await openSpace(origin, space), { ending, until, listeners });
    signal.addEventListener("abort", () => core.stop(), { once: true });
    core.ready.catch(() => core.stop());
    await core.ready;
    signal.throwIfAborted();
    return core;
  } catch (error) {
    ending.abort();
    throw error;
  }
}

interface Line {
  readonly ending: AbortController;
  readonly until: AbortSignal;
  readonly listeners: ReturnType<typeof expectLine>;
}

function startCore(
  { opened, name, somebody = "", seed, onReplaced, isLooking = false }: JoinInput,
  space: OpenSpace,
  { ending, until, listeners }: Line,
): LiveCore {
  const { origin, node } = opened;
  const names = new LearntNames(somebody);
  names.learn([[space.user, name]]);
  void learnNames(space, names);
  let learntAt = space.portal.head.seq;
  const view = createLogView(space, node);
  return new LiveCore({
    view: {
      ...view,
      async catchUp(head) {
        await view.catchUp(head);
        // People come, and are called otherwise, by entries of the portal's log
        if (space.portal.head.seq === learntAt) return;
        learntAt = space.portal.head.seq;
        void learnNames(space, names);
      },
    },
    clock: systemClock,
    queue: isLooking ? NO_QUEUE : createFrameQueue({ origin, space: space.space, node }, until),
    ...(isLooking ? {} : { former: () => findFormer(space, node, until) }),
    openLine: (events) => openLine({ origin, space: space.space, node, signal: until, events }, listeners),
    opened,
    loadVersion: loaderOf(space, node, until),
    ...{ seed, name, names, onReplaced, anewTries: triesOf(origin, node) },
    onStopped: () => ending.abort(),
  });
}

const loaderOf =
  (space: OpenSpace, node: NodeId, signal: AbortSignal) =>
  async (number: number): Promise<Plain> => {
    const version = space.state.nodes.get(node)?.versions[number - 1];
    if (!version) throw new AppError("CONTEXT_WRONG");
    return readWhole({ space, node, version, signal });
  };

async function findFormer(home: OpenSpace, node: NodeId, until: AbortSignal): Promise<FormerPlace | null> {
  const space = await formerPlaceOf(home, node);
  if (!space) return null;
  return {
    view: createLogView(space, node),
    queue: createFrameQueue({ origin: space.origin, space: space.space, node }, until),
    loadVersion: loaderOf(space, node, until),
    versionHere: (version) => versionHere({ former: space, home, node }, version),
  };
}

const tries = new Map<string, AnewTries>();

function triesOf(origin: PortalOrigin, node: NodeId): AnewTries {
  const key = `${origin} ${node}`;
  const known = tries.get(key) ?? new AnewTries();
  tries.set(key, known);
  return known;
}

/** Nobody is shown by the name that he gives himself. */
async function learnNames(space: OpenSpace, names: LearntNames): Promise<void> {
  const known = await readPersonNames(space).catch(() => new Map<UserId, string>());
  names.learn(known);
}
