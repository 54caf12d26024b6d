// The vectors that are more than one call: a whole stream, a row of frames.
import { asPlain, type Bytes, concat, type Plain, type Sealed, utf8 } from "../../shared/bytes.ts";
import { sha256 } from "../../shared/crypto/hash.ts";
import { parseSpaceKey } from "../../shared/crypto/space-key.ts";
import { PART_CONTENT_SIZE_BYTES } from "../../shared/crypto/stream-header.ts";
import { createStreamSealer } from "../../shared/crypto/stream-seal.ts";
import { parseBlobId, parseConnectionId, parseLiveSessionId, parseUserId } from "../../shared/ids.ts";
import { clientIdOf } from "../../shared/live/client-id.ts";
import { digestHeads } from "../../shared/live/covers.ts";
import { createFrameSealer } from "../../shared/live/frame.ts";
import {
  encodePresence,
  encodeSaved,
  encodeSnapshot,
  encodeUpdate,
} from "../../shared/live/frame-contents.ts";
import {
  bytes,
  fileKeyOf,
  identityOf,
  place,
  placeOf,
  type Row,
  SESSION,
  text,
  USER,
} from "./vector-inputs.ts";

/** The content of a vector's stream: byte i is i * 31 + 7 modulo 251. */
export const contentOf = (sizeBytes: number): Bytes =>
  Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 31 + 7) % 251);

export async function streamRow(input: { fileKey: string; sizeBytes: number }): Promise<Row> {
  const source = { ...placeOf(place), version: 2, author: parseUserId(USER) };
  const sealer = await createStreamSealer({
    ...source,
    sizeBytes: input.sizeBytes,
    fileKey: fileKeyOf(input.fileKey),
  });
  const content = contentOf(input.sizeBytes);
  const chunks: Sealed[] = [];
  for (let part = 0; part < sealer.partCount; part++) {
    const start = part * PART_CONTENT_SIZE_BYTES;
    const piece = asPlain(content.slice(start, start + sealer.contentSizeOf(part)));
    await sealer.sealPart(part, piece, (chunk) => void chunks.push(chunk));
  }
  const ciphertext = concat(...chunks);
  const { headerHash, tagsDigest, paddedSize } = await sealer.finish();
  return {
    header: text(sealer.header),
    headerHash: text(headerHash),
    tagsDigest: text(tagsDigest),
    paddedSize,
    ciphertextHash: text(await sha256(ciphertext)),
    // The long ones are kept as a hash only
    ciphertext: ciphertext.length <= 2000 ? text(ciphertext) : null,
  };
}

export async function frameRow(input: {
  spaceKey: string;
  seed: string;
  plain: readonly string[];
}): Promise<Row> {
  const { signKey } = await identityOf(input.seed);
  const sealer = await createFrameSealer({
    ...placeOf(place),
    session: parseLiveSessionId(SESSION),
    author: parseUserId(USER),
    spaceKey: parseSpaceKey(bytes(input.spaceKey)),
    signKey,
  });
  const wires: string[] = [];
  for (const plain of input.plain) wires.push(text(await sealer.seal("update", asPlain(utf8(plain)))));
  return { connection: sealer.connection, wires };
}

/** What frames of each kind carry, before it is sealed. */
export async function frameContentsRow(input: {
  user: string;
  connection: string;
  hash: string;
  blob: string;
  version: number;
  update: string;
}): Promise<Row> {
  const { version, update } = input;
  const author = parseUserId(input.user);
  const connection = parseConnectionId(input.connection);
  const covers = new Map([[connection, { author, connection, clock: 7, hash: bytes(input.hash) }]]);
  const saved = { version: version + 1, blob: parseBlobId(input.blob) };
  const textsOf = (plains: readonly Plain[]): string[] => plains.map(text);
  return {
    update: textsOf(encodeUpdate(bytes(update))),
    snapshot: textsOf(encodeSnapshot({ baseVersion: version, saved, covers }, bytes(update))),
    seed: textsOf(encodeSnapshot({ baseVersion: version, saved: null, covers: new Map() }, bytes(update))),
    saved: text(encodeSaved({ ...saved, baseVersion: version, covers })),
  };
}

/** What a page says of itself, and the number under which it writes. */
export async function presenceRow(input: {
  user: string;
  connection: string;
  hash: string;
  position: number;
  salt: number;
  update: string;
}): Promise<Row> {
  const { position, salt } = input;
  const author = parseUserId(input.user);
  const connection = parseConnectionId(input.connection);
  const heads = await digestHeads(
    new Map([[connection, { author, connection, clock: 7, hash: bytes(input.hash) }]]),
  );
  return {
    client: await clientIdOf({ ...placeOf(place), author }, salt),
    told: text(encodePresence({ told: { position, heads }, update: bytes(input.update) })),
    untold: text(encodePresence({ told: null, update: bytes(input.update) })),
  };
}
