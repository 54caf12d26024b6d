import * as v from "valibot";
import { parseConnectionId, parseLiveSessionId } from "../ids.ts";
import { bytesField, countField, headField, parsed, spaceField } from "./fields.ts";

/**
 * The live socket of a document. Texts are JSON; binary messages carry frames (docs/format.md, Live frame). A client sends one
 * bare frame a message; the portal sends one or more of `u64 position || u32 length || frame`, position 0 for what is not kept.
 */

export const LIVE_TICKET_BYTES = 32;
/** Longer texts are nobody's: the socket is closed. */
export const LIVE_TEXT_MAX_BYTES = 1024;
/** Answered by the platform without waking the document. */
export const LIVE_PING = "ping";
export const LIVE_PONG = "pong";
/** What a client holds is sent in this many frames at most; a seed that needs more is refused. */
export const LIVE_PARTS_MAX = 128;

/** Why the document did not take a frame. Whoever sent it may wait, seal anew or begin another connection. */
export const LIVE_REFUSALS = [
  "OBJECT_MALFORMED",
  "SUITE_UNKNOWN",
  "SIGNATURE_WRONG",
  /** Of another space, document or session than the one now. */
  "CONTEXT_WRONG",
  "RIGHT_MISSING",
  /** Not of the space's newest generation: seal anew under the new key. */
  "KEY_STALE",
  /** Does not follow this connection's last stored frame. */
  "LIVE_ORDER",
  /** Wait, then send again from this frame on. */
  "RATE_LIMITED",
  /** Nothing more is kept before a version is saved. */
  "LIVE_FULL",
  /** There is no place for another connection of this person's in this session. */
  "LIVE_CROWDED",
  "BODY_TOO_LARGE",
] as const;
export type LiveRefusal = (typeof LIVE_REFUSALS)[number];

const sessionField = parsed(parseLiveSessionId);
const connectionField = parsed(parseConnectionId);
const framesField = countField(1, LIVE_PARTS_MAX);

/**
 * First message of a client: a ticket of `openFile` or `createLiveTicket`, not in the address, which others may log. With it the
 * session that it knows and the last position that it has of that, or that it wants all that is kept of it.
 */
export const liveHello = v.strictObject({
  ticket: bytesField(LIVE_TICKET_BYTES),
  session: v.optional(v.nullable(sessionField), null),
  since: v.optional(countField(), 0),
  isAll: v.optional(v.boolean(), false),
});

/** What a client says later on. */
export const liveSaying = v.variant("kind", [
  /** The next `frames` frames are the seed of a session on this version, if there is no session and nobody else begins one. */
  v.strictObject({
    kind: v.literal("begin"),
    session: sessionField,
    baseVersion: countField(1),
    frames: framesField,
  }),
  /** The next `frames` snapshot frames of this socket hold everything up to this position. */
  v.strictObject({ kind: v.literal("snapshot"), upTo: countField(), frames: framesField }),
  /** This version, saved by the same person, holds everything up to this position. */
  v.strictObject({ kind: v.literal("saved"), version: countField(1), upTo: countField() }),
  /** Nobody needs this session any more: a newer version has passed it by, or it cannot be read. `upTo` is all that was heard of it. */
  v.strictObject({ kind: v.literal("over"), session: sessionField, upTo: countField() }),
]);
export type LiveSaying = v.InferInput<typeof liveSaying>;

const headNews = { space: spaceField, head: headField };
const frameName = { connection: connectionField, clock: countField() };
const sessionNews = { session: sessionField, baseVersion: countField(1) };

/** What a client hears. None of it is believed before the log or the frames themselves say it. */
export const liveNews = v.variant("kind", [
  /**
   * It is let in, with the head as it is then. `position` is that of the session's last frame; those that it lacks follow.
   * `isOccupied`: others who may write are in it, and may be slow to say so themselves.
   */
  v.strictObject({
    kind: v.literal("admitted"),
    ...headNews,
    mayWrite: v.optional(v.boolean(), false),
    isOccupied: v.optional(v.boolean(), false),
    session: v.optional(v.nullable(v.strictObject({ ...sessionNews, position: countField() })), null),
  }),
  /** The space's log has moved. */
  v.strictObject({ kind: v.literal("head"), ...headNews }),
  /** A session has begun; its seed has been sent to everybody. */
  v.strictObject({ kind: v.literal("begun"), ...sessionNews }),
  /** A frame of this client is kept, at this position. */
  v.strictObject({ kind: v.literal("ack"), ...frameName, position: countField() }),
  v.strictObject({ kind: v.literal("refused"), ...frameName, code: v.picklist(LIVE_REFUSALS) }),
  /** The socket that used this connection has closed. */
  v.strictObject({ kind: v.literal("left"), connection: connectionField }),
  v.strictObject({ kind: v.literal("rights"), mayWrite: v.boolean() }),
  /** This session, or the try to begin it, is over: who may write may begin one. */
  v.strictObject({ kind: v.literal("ended"), session: sessionField }),
]);
export type LiveNews = v.InferOutput<typeof liveNews>;
/** The same as it is sent. */
export type LiveNewsSent = v.InferInput<typeof liveNews>;
