import { type Brand, type Bytes, parseBase64Url, randomBytes, toBase64Url } from "./bytes.ts";
import { AppError } from "./errors.ts";

/** Ids are base64url texts everywhere but inside sealed and signed objects, where they are bytes. */
export type UserId = Brand<string, "UserId">;
export type NodeId = Brand<string, "NodeId">;
export type BlobId = Brand<string, "BlobId">;
export type LiveSessionId = Brand<string, "LiveSessionId">;
export type ConnectionId = Brand<string, "ConnectionId">;
/** A link that lets one person in; see docs/format.md, Invitation. */
export type InvitationId = Brand<string, "InvitationId">;
export type GroupId = Brand<string, "GroupId">;
/** Hash of the space's first entry, so that the id itself proves it. The portal's id is its log's space id. */
export type SpaceId = Brand<string, "SpaceId">;
/** Hash of a log entry as sent. */
export type EntryHash = Brand<string, "EntryHash">;
/** Scheme, host and port of a portal, as `URL.origin` gives it. */
export type PortalOrigin = Brand<string, "PortalOrigin">;

export const SHORT_ID_BYTES = 16;
export const HASH_BYTES = 32;

function parseId<Id extends Brand<string, string>>(lengthBytes: number): (value: unknown) => Id {
  return (value) => {
    if (typeof value !== "string") throw new AppError("OBJECT_MALFORMED");
    if (parseBase64Url(value).length !== lengthBytes) throw new AppError("OBJECT_MALFORMED");
    return value as Id;
  };
}

/** Each takes unknown and @throws OBJECT_MALFORMED unless it is the base64url of the right number of bytes. */
export const parseUserId = parseId<UserId>(SHORT_ID_BYTES);
export const parseNodeId = parseId<NodeId>(SHORT_ID_BYTES);
export const parseBlobId = parseId<BlobId>(SHORT_ID_BYTES);
export const parseLiveSessionId = parseId<LiveSessionId>(SHORT_ID_BYTES);
export const parseConnectionId = parseId<ConnectionId>(SHORT_ID_BYTES);
export const parseInvitationId = parseId<InvitationId>(SHORT_ID_BYTES);
export const parseGroupId = parseId<GroupId>(SHORT_ID_BYTES);
export const parseSpaceId = parseId<SpaceId>(HASH_BYTES);
export const parseEntryHash = parseId<EntryHash>(HASH_BYTES);

export const createUserId = (): UserId => parseUserId(toBase64Url(randomBytes(SHORT_ID_BYTES)));
export const createNodeId = (): NodeId => parseNodeId(toBase64Url(randomBytes(SHORT_ID_BYTES)));
export const createBlobId = (): BlobId => parseBlobId(toBase64Url(randomBytes(SHORT_ID_BYTES)));
export const createInvitationId = (): InvitationId =>
  parseInvitationId(toBase64Url(randomBytes(SHORT_ID_BYTES)));
export const createGroupId = (): GroupId => parseGroupId(toBase64Url(randomBytes(SHORT_ID_BYTES)));

/** The bytes of an id, as they stand inside sealed and signed objects. */
export const idBytes = (id: Brand<string, string>): Bytes => parseBase64Url(id);

/**
 * Takes an address and gives the origin of the portal. Only https, and http on this machine itself.
 * @throws NOT_A_PORTAL for anything else
 */
export function parsePortalOrigin(value: unknown): PortalOrigin {
  const url = typeof value === "string" ? URL.parse(value) : null;
  if (!url || !isTransportSafe(url)) throw new AppError("NOT_A_PORTAL");
  return url.origin as PortalOrigin;
}

function isTransportSafe(url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(url.hostname))
  );
}
