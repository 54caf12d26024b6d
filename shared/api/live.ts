import * as v from "valibot";
import { bytesField, headField, spaceField } from "./fields.ts";

/** The live socket of a document: texts of JSON. It tells that a log moved; what moved, each reads and verifies for himself. */

export const LIVE_TICKET_BYTES = 32;
/** Longer texts are nobody's: the socket is closed. */
export const LIVE_TEXT_MAX_BYTES = 256;
/** Answered by the platform without waking the document. */
export const LIVE_PING = "ping";
export const LIVE_PONG = "pong";

/** First and only message of a client: the ticket of `createLiveTicket`. Not in the address, which others may log. */
export const liveHello = v.strictObject({ ticket: bytesField(LIVE_TICKET_BYTES) });

/** What a client hears: that it is let in (read the log now, then wait), and each new head of the space. */
export const liveNews = v.variant("kind", [
  v.strictObject({ kind: v.literal("admitted") }),
  v.strictObject({ kind: v.literal("head"), space: spaceField, head: headField }),
]);
export type LiveNewsJson = v.InferInput<typeof liveNews>;
