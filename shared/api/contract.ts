import * as v from "valibot";
import { LOCKBOX_MAX_BYTES } from "../crypto/lockbox-check.ts";
import { SLOT_MAX_BYTES } from "../crypto/slot-params.ts";
import { CONTENT_MAX_BYTES, partCountOf, STREAM_HEADER_BYTES } from "../crypto/stream-header.ts";
import { ENTRY_MAX_BYTES } from "../log/entry.ts";
import type { MatrixRight } from "../rights/matrix.ts";
import { PEOPLE_ROUTES } from "./contract-people.ts";
import { listedSpace, ROOM_ROUTES, SPACES_PAGE_MAX, someLockboxes } from "./contract-rooms.ts";
import {
  blobField,
  bytesField,
  countField,
  countText,
  emailField,
  headField,
  nodeField,
  personNameField,
  spaceField,
  timeField,
  typedEmailField,
  userField,
} from "./fields.ts";
import { LIVE_TICKET_BYTES } from "./live.ts";

/**
 * Every request there is, as a table. The Worker mounts each row and checks `needs` in one place; the extension's client
 * parses each answer by the same row. A new request is a new row here.
 */

/** Rights to something that there is once in a portal, or once for each person. */
export type PortalRight = Extract<MatrixRight, "viewAllRooms" | "viewGroups" | "useFileSettings">;

/**
 * What for: `read` what the space holds; `look` at a room from outside as well (rows 7 and 25); `write` into it; `give` its
 * key to others; `flag` it in the own list.
 */
export type SpaceUse = "read" | "look" | "write" | "give" | "flag";

/**
 * Who may ask. `entry`, `genesis`, `portalEntry`: the session's user, with the right that the sent log entry needs, which the
 * mount reads from it: one of a space's log, the first of a space, one of the portal's. `right`: whoever has that right.
 */
export type Needs =
  | { readonly who: "anyone" }
  | { readonly who: "setup" }
  | { readonly who: "session" }
  | { readonly who: "member"; readonly of: "space"; readonly use: SpaceUse }
  | { readonly who: "member"; readonly of: "node" | "blob" }
  | { readonly who: "entry" }
  | { readonly who: "genesis" }
  | { readonly who: "portalEntry" }
  | { readonly who: "right"; readonly right: PortalRight };

/** The counter that a request draws from: worker/limits.ts says how many in how long. */
export type RateLimit = "login" | "setup" | "read" | "write";

/** A page of log entries, as sent. */
export const LOG_PAGE_MAX_ENTRIES = 500;
export const LOG_PAGE_MAX_BYTES = 2 * 1024 * 1024;
/** Generations whose lockboxes one answer holds, newest first. */
export const LOCKBOXES_MAX = 1000;
/** Names and addresses in one answer. */
export const PEOPLE_PAGE_MAX = 1000;
/** Parts of the largest upload. */
const PARTS_MAX = partCountOf(CONTENT_MAX_BYTES);

type Schema = v.GenericSchema<unknown, unknown>;

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly needs: Needs;
  readonly limit: RateLimit;
  /** Parts of the path and query, as texts. */
  readonly params: Schema;
  /** JSON of this shape, `sealed` for raw ciphertext, null for none. */
  readonly body: Schema | "sealed" | null;
  readonly response: Schema | "sealed" | null;
}

const entryField = bytesField(65, ENTRY_MAX_BYTES);
const slotKind = v.picklist(["passphrase", "kit"]);
const argon2Params = v.strictObject({ memoryKiB: countField(), passes: countField(), lanes: countField() });
const none = v.strictObject({});
/** The second half of signing in, but who. */
const loginProof = {
  kind: slotKind,
  challenge: bytesField(32),
  timeMs: timeField,
  signature: bytesField(64),
};
const sessionGrant = v.strictObject({
  token: bytesField(32),
  expiresAtMs: timeField,
  user: userField,
  /** The slots that the person can unlock with, as sealed. */
  slots: v.pipe(v.array(bytesField(1, SLOT_MAX_BYTES)), v.maxLength(16)),
});
const login = v.strictObject({
  kind: slotKind,
  loginPublic: bytesField(32),
  slot: bytesField(1, SLOT_MAX_BYTES),
});
const profile = v.strictObject({
  user: userField,
  name: personNameField,
  email: emailField,
  salt: bytesField(16),
});
const logPage = v.strictObject({
  /** Entries as sent, in order. */
  entries: v.pipe(v.array(entryField), v.maxLength(LOG_PAGE_MAX_ENTRIES)),
  head: headField,
});
const lockbox = v.strictObject({ generation: countField(1), lockbox: bytesField(1, LOCKBOX_MAX_BYTES) });
const spacePage = v.strictObject({
  ...logPage.entries,
  lockboxes: v.pipe(v.array(lockbox), v.maxLength(LOCKBOXES_MAX)),
});

export const CONTRACT = {
  /** Tells that the Worker runs. */
  health: {
    method: "GET",
    path: "/api/health",
    needs: { who: "anyone" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({ ok: v.literal(true), version: v.string() }),
  },
  /** Tells whether the portal still waits for its first owner. */
  getSetup: {
    method: "GET",
    path: "/api/setup",
    needs: { who: "anyone" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({ open: v.boolean() }),
  },
  /** Makes the portal: its log, the Owner, his ways to unlock and his Private Room, all or nothing. */
  createPortal: {
    method: "POST",
    path: "/api/setup",
    needs: { who: "setup" },
    limit: "setup",
    params: none,
    body: v.strictObject({
      token: bytesField(32),
      profile,
      logins: v.pipe(v.array(login), v.length(2)),
      portalEntry: entryField,
      personalEntry: entryField,
      lockbox: bytesField(1, LOCKBOX_MAX_BYTES),
    }),
    response: sessionGrant,
  },
  /** Names the portal, so that a client can tell it from another at the same address. Null before setup. */
  getPortal: {
    method: "GET",
    path: "/api/portal",
    needs: { who: "anyone" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({ portal: v.nullable(spaceField), version: v.string() }),
  },
  /**
   * First half of signing in: a challenge, and the salt that the person's key was made with. Answers for unknown addresses too.
   * A browser that has the key already names its user instead, whatever his address is by now, and hears no salt: compared
   * with those of addresses it would tell whose address is whose.
   */
  createChallenge: {
    method: "POST",
    path: "/api/session/challenge",
    needs: { who: "anyone" },
    limit: "login",
    params: none,
    body: v.union([
      v.strictObject({ email: typedEmailField, kind: slotKind }),
      v.strictObject({ user: userField, kind: slotKind }),
    ]),
    response: v.strictObject({
      challenge: bytesField(32),
      salt: v.nullable(bytesField(16)),
      argon2: v.nullable(argon2Params),
      serverTimeMs: timeField,
    }),
  },
  /** Second half: the challenge signed by the login key. */
  createSession: {
    method: "POST",
    path: "/api/session",
    needs: { who: "anyone" },
    limit: "login",
    params: none,
    body: v.union([
      v.strictObject({ email: typedEmailField, ...loginProof }),
      v.strictObject({ user: userField, ...loginProof }),
    ]),
    response: sessionGrant,
  },
  /** Ends this session at once. */
  deleteSession: {
    method: "DELETE",
    path: "/api/session",
    needs: { who: "session" },
    limit: "write",
    params: none,
    body: null,
    response: null,
  },
  /** The portal's log from an entry on. */
  getPortalLog: {
    method: "GET",
    path: "/api/portal/log",
    needs: { who: "session" },
    limit: "read",
    params: v.strictObject({ from: countText() }),
    body: null,
    response: logPage,
  },
  /** Names and addresses of those whom the person may see; each is checked against its commitment in the portal's log. */
  listPeople: {
    method: "GET",
    path: "/api/people",
    needs: { who: "session" },
    limit: "read",
    params: v.strictObject({ after: v.optional(userField) }),
    body: null,
    /** In the order of their ids; after a full page the next one starts behind its last. */
    response: v.strictObject({ people: v.pipe(v.array(profile), v.maxLength(PEOPLE_PAGE_MAX)) }),
  },
  /** The spaces that the person reads: his own, those he is a member of, and those of his groups. */
  listSpaces: {
    method: "GET",
    path: "/api/spaces",
    needs: { who: "session" },
    limit: "read",
    params: v.strictObject({ after: v.optional(spaceField) }),
    body: null,
    /** In the order of their ids; while there is a `next`, the list goes on behind it. */
    response: v.strictObject({
      spaces: v.pipe(v.array(listedSpace), v.maxLength(SPACES_PAGE_MAX)),
      next: v.nullable(spaceField),
    }),
  },
  /** A space's log from an entry on, and the person's lockboxes with it, so that one request opens a space. */
  getSpace: {
    method: "GET",
    path: "/api/spaces/:space/log",
    needs: { who: "member", of: "space", use: "look" },
    limit: "read",
    params: v.strictObject({ space: spaceField, from: countText() }),
    body: null,
    response: spacePage,
  },
  /**
   * Everything that opening a file takes but its content, so that a click costs this request and getContent: in which space
   * it is, that space's log from an entry on and the person's lockboxes, the portal's log, the header of the newest
   * content, and a ticket for its socket. `from` is what the client has of `space`; of another space it gets all. A client
   * believes the header only if the log names it, and asks for what is null (a folder has no content) if it needs it.
   */
  openFile: {
    method: "POST",
    path: "/api/files/:node/open",
    needs: { who: "member", of: "node" },
    limit: "write",
    params: v.strictObject({ node: nodeField }),
    body: v.strictObject({ space: v.nullable(spaceField), from: countField(), portalFrom: countField() }),
    response: v.strictObject({
      space: spaceField,
      ...spacePage.entries,
      portal: logPage,
      content: v.nullable(v.strictObject({ blob: blobField, header: bytesField(STREAM_HEADER_BYTES) })),
      ticket: v.nullable(bytesField(LIVE_TICKET_BYTES)),
    }),
  },
  /**
   * Lets one more socket into a document, once and soon: see shared/api/live.ts and LIVE_PATH. The first comes with openFile.
   * `space` is where the client has the file from: NOT_FOUND when it is there no more, though it was shared since.
   */
  createLiveTicket: {
    method: "POST",
    path: "/api/files/:node/live",
    needs: { who: "member", of: "node" },
    limit: "write",
    params: v.strictObject({ node: nodeField, space: v.optional(spaceField) }),
    body: null,
    response: v.strictObject({ ticket: bytesField(LIVE_TICKET_BYTES), expiresAtMs: timeField }),
  },
  /**
   * Appends one signed entry if the log's head is still the one before it. HEAD_MOVED otherwise, and when its author had not
   * seen what is new in the portal's log. `lockboxes` come with key.rotate (the author's own among them) and member.put.
   */
  appendEntry: {
    method: "POST",
    path: "/api/spaces/:space/log",
    needs: { who: "entry" },
    limit: "write",
    params: v.strictObject({ space: spaceField }),
    body: v.strictObject({ entry: entryField, lockboxes: v.optional(someLockboxes) }),
    response: v.strictObject({ head: headField }),
  },
  /** Announces an upload: the stream's header. The server names the blob. */
  createBlob: {
    method: "POST",
    path: "/api/spaces/:space/blobs",
    needs: { who: "member", of: "space", use: "write" },
    limit: "write",
    params: v.strictObject({ space: spaceField }),
    body: v.strictObject({ header: bytesField(STREAM_HEADER_BYTES) }),
    response: v.strictObject({ blob: blobField }),
  },
  /** Stores one part of ciphertext, once. A part that is there already: PART_EXISTS, which a repeating client takes as done. */
  putPart: {
    method: "PUT",
    path: "/api/blobs/:blob/parts/:part",
    needs: { who: "member", of: "blob" },
    limit: "write",
    params: v.strictObject({ blob: blobField, part: countText(PARTS_MAX - 1) }),
    body: "sealed",
    response: null,
  },
  /** The header of a blob and the parts that are there, so that an upload can go on where it stopped. */
  getBlob: {
    method: "GET",
    path: "/api/blobs/:blob",
    needs: { who: "member", of: "blob" },
    limit: "read",
    params: v.strictObject({ blob: blobField }),
    body: null,
    response: v.strictObject({
      header: bytesField(STREAM_HEADER_BYTES),
      parts: v.pipe(v.array(countField(0, PARTS_MAX - 1)), v.maxLength(PARTS_MAX)),
    }),
  },
  /** Gives up an upload that no entry names yet. */
  deleteBlob: {
    method: "DELETE",
    path: "/api/blobs/:blob",
    needs: { who: "member", of: "blob" },
    limit: "write",
    params: v.strictObject({ blob: blobField }),
    body: null,
    response: null,
  },
  /** A blob's ciphertext, whole or a byte range. */
  getContent: {
    method: "GET",
    path: "/api/blobs/:blob/content",
    needs: { who: "member", of: "blob" },
    limit: "read",
    params: v.strictObject({ blob: blobField }),
    body: null,
    response: "sealed",
  },
  ...PEOPLE_ROUTES,
  ...ROOM_ROUTES,
} as const satisfies Readonly<Record<string, Route>>;

/** Where a document's socket is opened. No row: who asks is known only when his ticket comes, as the first message. */
export const LIVE_PATH = "/api/live/:node";

export type RouteName = keyof typeof CONTRACT;
export type ParamsOf<Name extends RouteName> = v.InferOutput<(typeof CONTRACT)[Name]["params"]>;

type Output<T> = T extends Schema ? v.InferOutput<T> : T extends "sealed" ? "sealed" : null;
type Input<T> = T extends Schema ? v.InferInput<T> : T extends "sealed" ? "sealed" : null;

/** What a handler gets and a caller reads: bytes and branded ids. */
export type BodyOf<Name extends RouteName> = Output<(typeof CONTRACT)[Name]["body"]>;
export type ReplyOf<Name extends RouteName> = Output<(typeof CONTRACT)[Name]["response"]>;
/** What goes over the wire: JSON with base64url texts. */
export type BodyJson<Name extends RouteName> = Input<(typeof CONTRACT)[Name]["body"]>;
export type ReplyJson<Name extends RouteName> = Input<(typeof CONTRACT)[Name]["response"]>;

/** The body of every answer that is not a success. */
export const errorReply = v.strictObject({
  error: v.strictObject({ code: v.string(), requestId: v.string() }),
});
