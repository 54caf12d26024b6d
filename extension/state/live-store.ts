import { type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { LiveSession, LiveStatus, PersonHere } from "../live/live-session.ts";
import type { SharedWork } from "./shared-work.ts";

/** What a page shows of a live session. */
export interface LiveStore {
  readonly status: ReadonlySignal<LiveStatus>;
  /** Why this page's line to the others is down; null where it is not, and where the network is. LIVE_CROWDED where it carries nothing. */
  readonly trouble: ReadonlySignal<ErrorCode | null>;
  /** The others, each once however many windows he has. */
  readonly others: ReadonlySignal<readonly PersonHere[]>;
  readonly mayWrite: ReadonlySignal<boolean>;
  /** Nothing is to be typed, now or for good. */
  readonly isReadOnly: ReadonlySignal<boolean>;
  /** Something that others have never came to this page, which therefore saves nothing. */
  readonly isLacking: ReadonlySignal<boolean>;
  /** Changes of others that did not verify. */
  readonly refused: ReadonlySignal<number>;
  /** Whether closing this page would leave changes that no version holds, or that nobody else has. */
  isLosing(): boolean;
  dispose(): void;
}

/** Follows a session. `onFull` is called when the portal keeps nothing more before a version is saved. */
export function createLiveStore(session: LiveSession, onFull: () => void): LiveStore {
  const status = signal(session.status);
  const trouble = signal(troubleOf(session));
  const others = signal(othersIn(session));
  const mayWrite = signal(session.mayWrite);
  const isReadOnly = signal(isShut(session));
  const isLacking = signal(session.isLacking);
  const refused = signal(session.refused);
  let wasFull = false;
  const follow = (): void => {
    status.value = session.status;
    trouble.value = troubleOf(session);
    mayWrite.value = session.mayWrite;
    isReadOnly.value = isShut(session);
    isLacking.value = session.isLacking;
    refused.value = session.refused;
    const now = othersIn(session);
    if (!isSame(now, others.value)) others.value = now;
    if (session.isFull && !wasFull) onFull();
    wasFull = session.isFull;
  };
  const isLosing = (): boolean => session.isSaver() || session.hasUnacked();
  const dispose = session.onChange(follow);
  return { status, trouble, others, mayWrite, isReadOnly, isLacking, refused, isLosing, dispose };
}

const isShut = ({ mayWrite, isUnjudged }: LiveSession): boolean => !mayWrite || isUnjudged;

const isCrowded = ({ trouble }: LiveSession): boolean => trouble === "LIVE_CROWDED";

function troubleOf(session: LiveSession): ErrorCode | null {
  const { status, trouble } = session;
  return (status === "connecting" && trouble !== "OFFLINE") || isCrowded(session) ? trouble : null;
}

function othersIn(session: LiveSession): readonly PersonHere[] {
  const others = session.people().filter(({ isSelf }) => !isSelf);
  return [...new Map(others.map((person) => [person.user, person])).values()];
}

const isSame = (some: readonly PersonHere[], others: readonly PersonHere[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);

/** The session as saving sees it. */
export const sharedWorkOf = (session: LiveSession): SharedWork => ({
  // Without a line the portal may forget a session that a version holds; what comes after that needs a draft, and so does
  // what is typed where the portal keeps something back
  isCarried: () => session.status === "live" && !session.isLacking,
  isApart: () => session.status === "apart",
  isSaver: () => session.isSaver(),
  mayWrite: () => session.mayWrite && session.status === "live" && !session.isLacking && !isCrowded(session),
  isFull: () => session.isFull,
  hasUnsaved: () => session.hasUnsaved(),
  isOwnSave: (version) => session.isOwnSave(version),
  hurry: () => session.hurry(),
  onChange: (listener) => session.onChange(listener),
});
