import { type Bytes, concat, utf8 } from "../bytes.ts";

/**
 * One label for each kind of object and each derived key (docs/format.md), so that none can be taken for another.
 * A new kind of object starts with a row here.
 */
export const LABELS = {
  identitySign: "strongroom/1/identity/sign",
  identityKem: "strongroom/1/identity/kem",
  bundle: "strongroom/1/bundle",
  bundleHash: "strongroom/1/bundle-hash",
  slot: "strongroom/1/slot",
  slotWrap: "strongroom/1/slot/wrap",
  slotLogin: "strongroom/1/slot/login",
  kit: "strongroom/1/kit",
  kitCheck: "strongroom/1/kit-check",
  login: "strongroom/1/login",
  session: "strongroom/1/session",
  profile: "strongroom/1/profile",
  entry: "strongroom/1/entry",
  entryHash: "strongroom/1/entry-hash",
  spaceKeyCommit: "strongroom/1/space-key/commit",
  lockbox: "strongroom/1/lockbox",
  kemHash: "strongroom/1/kem-hash",
  meta: "strongroom/1/meta",
  fileKey: "strongroom/1/file-key",
  stream: "strongroom/1/stream",
  streamKey: "strongroom/1/stream/key",
  streamCommit: "strongroom/1/stream/commit",
  streamTags: "strongroom/1/stream/tags",
  frame: "strongroom/1/frame",
  frameHash: "strongroom/1/frame-hash",
  client: "strongroom/1/client",
  heads: "strongroom/1/heads",
  draft: "strongroom/1/draft",
  invite: "strongroom/1/invite",
  inviteProof: "strongroom/1/invite/proof",
  inviteAsk: "strongroom/1/invite/ask",
  groupName: "strongroom/1/group-name",
  adminKem: "strongroom/1/admin-kem",
  adminTitle: "strongroom/1/admin-title",
  roomAbout: "strongroom/1/room-about",
  previousKey: "strongroom/1/previous-key",
  ownSettings: "strongroom/1/own-settings",
  safetyNumber: "strongroom/1/safety-number",
} as const satisfies Record<string, string>;

/** The text of a label: a value of {@link LABELS}. */
export type Label = (typeof LABELS)[keyof typeof LABELS];

/** Made once: a log has tens of thousands of hashes and signatures. Nobody writes into them. */
const domains = new Map<Label, Bytes>();

/** The bytes that open whatever is hashed, signed or bound under a label: `label || 0x00`. */
export function domain(label: Label): Bytes {
  const known = domains.get(label);
  if (known) return known;
  const made = concat(utf8(label), Uint8Array.of(0));
  domains.set(label, made);
  return made;
}

/** SHA-256 over the bytes alone, 32 B. For our own objects use {@link hash}. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** `SHA-256(domain(label) || bytes)`, 32 B. */
export const hash = (label: Label, bytes: Bytes): Promise<Bytes> => sha256(concat(domain(label), bytes));
