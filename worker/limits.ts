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

export const RATE_PERIOD_MS = MINUTE_MS;
/**
 * Counted in D1. Requests for signing in and setting up are counted for the place that they come from (`login`, `setup`).
 *
 * A proof is counted for the person it is for as well, unless it is right: that must stop who guesses without keeping the
 * person out. `loginFromPlace` is how often one place may be wrong for one person. `loginAnywhere` bounds
 * what many places guess together. It is the only count by which others can keep somebody out, so it needs ten places
 * at once, and ends with the minute rather than the hour. A challenge proves nothing and is not counted for the person.
 */
export const RATES_PER_PERIOD = { login: 60, setup: 10, loginFromPlace: 10, loginAnywhere: 100 } as const;

/** Uploads that one person may have begun and not finished. */
export const OPEN_BLOBS_MAX = 1000;
/** After this an upload that no entry names is given up. */
export const OPEN_BLOB_LIFETIME_MS = 24 * HOUR_MS;
/** How much one sweep removes: so many contents at a time, so many times. */
export const SWEEP_MAX_BLOBS = 500;
export const SWEEP_MAX_ROUNDS = 20;
/** Keys that R2 deletes in one request. */
export const DELETE_MAX_KEYS = 1000;

/** Tickets of one live document, and sockets that showed one. */
export const LIVE_TICKET_LIFETIME_MS = MINUTE_MS;
export const LIVE_TICKETS_MAX = 256;
/** Documents that are told of one entry: each is a request of its own, of which the platform allows a Worker a thousand. */
export const LIVE_TOLD_MAX = 256;
export const LIVE_SOCKETS_MAX = 256;
/** How many sockets, and how long each, may stay without showing a ticket. */
export const LIVE_SILENT_MAX = 64;
export const LIVE_HELLO_MAX_MS = 10_000;
