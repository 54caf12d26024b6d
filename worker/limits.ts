import { PART_SIZE_BYTES } from "../shared/crypto/stream-header.ts";

/** Every limit of the Worker's own; those of the formats stand in shared/. Requests a minute for `read` and `write`: wrangler.toml. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const JSON_BODY_MAX_BYTES = 256 * 1024;
export const SEALED_BODY_MAX_BYTES = PART_SIZE_BYTES;

/** How far the clock of an author may be off. */
export const CLOCK_SKEW_MAX_MS = 10 * MINUTE_MS;
export const CHALLENGE_LIFETIME_MS = 2 * MINUTE_MS;
export const SESSION_LIFETIME_MS = 12 * HOUR_MS;
/** How long a session that was ended is remembered behind the time at which it would have been over. */
export const ENDED_KEPT_MS = 30 * 24 * HOUR_MS;

export const RATE_PERIOD_MS = MINUTE_MS;
/**
 * Counted in D1. Requests for signing in and setting up are counted for the place that they come from (`login`, `setup`), or, with a session, for its person.
 *
 * A proof is counted for the person it is for as well, unless it is right: that must stop who guesses without keeping the
 * person out. `loginFromPlace` is how often one place, of IPv6 one customer's whole site, may be wrong for one person.
 * `loginAnywhere` bounds what many places guess together. It is the only count by which others can keep somebody out, so it
 * needs ten places at once, and ends with the minute rather than the hour. A challenge proves nothing and is not counted for the person.
 * A right proof and its challenge are given back to the place and counted as `signedIn` for the person; a request by an
 * invitation's key likewise, as `invited` for the invitation.
 */
export const RATES_PER_PERIOD = {
  login: 60,
  setup: 10,
  loginFromPlace: 10,
  loginAnywhere: 100,
  signedIn: 60,
  invited: 60,
} as const;

/**
 * What one person may write in a while, counted with what is written. `ownProfile`: renaming himself, which every client
 * keeps for good. `portalEntry`: entries of the portal's log by who is no admin of it, invitations above all. `space`: rooms
 * and shared files.
 */
export const QUOTAS = {
  ownProfile: { most: 20, windowMs: HOUR_MS },
  portalEntry: { most: 300, windowMs: HOUR_MS },
  space: { most: 1000, windowMs: 24 * HOUR_MS },
} as const;
/** Rooms and shared files that one person may own: years of work, and a list that still can be read. */
export const SPACES_OWNED_MAX = 10_000;

/** Uploads that one person may have begun and not finished. */
export const OPEN_BLOBS_MAX = 1000;
/** After this an upload that no entry names is given up. */
export const OPEN_BLOB_LIFETIME_MS = 24 * HOUR_MS;
/** How much one sweep removes: so many contents at a time, so many times. */
export const SWEEP_MAX_BLOBS = 500;
export const SWEEP_MAX_ROUNDS = 20;
/** How long R2 may take to answer; it takes a part in a second or two. */
export const STORAGE_PATIENCE_MS = 15_000;
/** Keys that R2 deletes in one request. */
export const DELETE_MAX_KEYS = 1000;

/** Tickets of one live document in one space, and sockets that showed one; of each, one person has only so many. */
export const LIVE_TICKET_LIFETIME_MS = MINUTE_MS;
export const LIVE_TICKETS_MAX = 256;
export const LIVE_SEATS_EACH_MAX = 32;
/** Documents that are told of one entry: each is a request of its own, of which the platform allows a Worker a thousand. */
export const LIVE_TOLD_MAX = 256;
export const LIVE_SOCKETS_MAX = 256;
/** How many sockets, and how long each, may stay without showing a ticket. */
export const LIVE_SILENT_MAX = 64;
export const LIVE_HELLO_MAX_MS = 10_000;
/** How long a seed may take to come whole. */
export const LIVE_SEED_MAX_MS = 30_000;
/** How long what a person may do is believed to be as it was; a moved log ends it at once. */
export const LIVE_FACTS_MAX_AGE_MS = 15_000;

/** What one socket sends is worked off at this pace; a burst goes through at once, and whoever sends still more is closed. */
export const LIVE_FRAMES_PER_SECOND = 200;
export const LIVE_BYTES_PER_SECOND = 4 * 1024 * 1024;
export const LIVE_BURST_MS = 2000;
export const LIVE_PATIENCE_MS = 4000;
/** A cursor and a name. */
export const LIVE_PRESENCE_MAX_BYTES = 16 * 1024;
/** Connections whose presence is followed; then it begins anew, and an old cursor could come a second time. */
export const LIVE_PRESENCES_MAX = 4096;
/** Frames to one who comes are packed into messages of about this size. */
export const LIVE_PACK_BYTES = 256 * 1024;
/** Connections of one socket that are followed; others are told of those that are over. */
export const LIVE_CONNECTIONS_NOTED = 16;

/** What a session keeps before a version has to be saved, and with what saves it: snapshots and the word of a saved version. */
export const LIVE_SESSION_MAX = { frames: 100_000, sizeBytes: 64 * 1024 * 1024 } as const;
export const LIVE_KEEPING_MAX = { frames: 101_000, sizeBytes: 128 * 1024 * 1024 } as const;
