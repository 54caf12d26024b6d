import { type Bytes, concat, type Plain, randomBytes, type Sealed, toBase64Url, u64 } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { deriveGcmKey } from "../crypto/derive.ts";
import { type GcmKey, openGcm, sealGcm } from "../crypto/gcm.ts";
import { LABELS } from "../crypto/hash.ts";
import { type SignKey, sign } from "../crypto/sign.ts";
import type { SpaceKey } from "../crypto/space-key.ts";
import { AppError } from "../errors.ts";
import { type ConnectionId, idBytes, parseConnectionId, SHORT_ID_BYTES } from "../ids.ts";
import {
  encodeFrameContext,
  encodeFramePlace,
  FRAME_CLOCK_MAX,
  FRAME_MAX_BYTES,
  type Frame,
  type FrameContext,
  type FrameKind,
  type FramePlace,
  frameAad,
  hashFrame,
} from "./frame-check.ts";

interface FrameSender extends Omit<FrameContext, "connection"> {
  readonly generation: number;
  readonly spaceKey: SpaceKey;
  readonly signKey: SignKey;
}

/**
 * Begins a connection's frames. The connection's id is made here and never taken from anyone: the key depends on it and
 * the nonces count from 0, so a repeated id would repeat nonces (A24).
 */
export async function createFrameSealer(sender: FrameSender): Promise<FrameSealer> {
  const connection = parseConnectionId(toBase64Url(randomBytes(SHORT_ID_BYTES)));
  return new FrameSealer(sender, connection, await frameKeyOf({ ...sender, connection }));
}

/** Seals and signs one connection's frames, each linked to the one before. */
export class FrameSealer {
  readonly connection: ConnectionId;
  readonly #sender: FrameSender;
  readonly #key: GcmKey;
  #clock = 0;
  #prev: Promise<Bytes | null> = Promise.resolve(null);

  /** For {@link createFrameSealer}, which makes the connection's id and key. */
  constructor(sender: FrameSender, connection: ConnectionId, key: GcmKey) {
    this.#sender = sender;
    this.connection = connection;
    this.#key = key;
  }

  /**
   * Seals the next frame. Calls may overlap; the frames must be sent in the order of the calls.
   * @throws OBJECT_MALFORMED when it is over 1 MiB or the connection has made all frames that it may; begin another one then
   */
  async seal(kind: FrameKind, plain: Plain): Promise<Sealed> {
    const clock = this.#clock++;
    const wire = this.#sealAfter(this.#prev, { kind, clock, plain });
    this.#prev = wire.then(hashFrame);
    // Whoever awaits `wire` meets the failure; the frame after it fails too, for the chain is broken
    this.#prev.catch(() => undefined);
    return wire;
  }

  async #sealAfter(
    before: Promise<Bytes | null>,
    { kind, clock, plain }: { kind: FrameKind; clock: number; plain: Plain },
  ): Promise<Sealed> {
    const prev = await before;
    if (clock > FRAME_CLOCK_MAX) throw new AppError("OBJECT_MALFORMED");
    const place: FramePlace = { ...this.#sender, connection: this.connection, kind, clock, prev };
    const sealed = await sealGcm({ key: this.#key, nonce: frameNonce(clock), aad: frameAad(place) }, plain);
    const wire = await sign(
      LABELS.frame,
      this.#sender.signKey,
      encodeCbor([...encodeFramePlace(place), sealed]),
    );
    if (wire.length > FRAME_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
    return wire;
  }
}

/**
 * Opens frames of one connection under one generation, each parsed before, of an author who may send, and the next of its
 * connection: the last step, not the first. The key is derived once. What it gives back
 * @throws CONTEXT_WRONG when a frame is of another document, session, connection or generation; CIPHERTEXT_DAMAGED
 */
export async function createFrameOpener(
  of: FrameContext & { generation: number; spaceKey: SpaceKey },
): Promise<(frame: Frame) => Promise<Plain>> {
  const key = await frameKeyOf(of);
  return async (frame) => {
    if (!openedNames.every((name) => frame[name] === of[name])) throw new AppError("CONTEXT_WRONG");
    return openGcm({ key, nonce: frameNonce(frame.clock), aad: frameAad(frame) }, frame.sealed);
  };
}

const openedNames = ["space", "node", "session", "author", "connection", "generation"] as const;

const frameNonce = (clock: number): Bytes => concat(new Uint8Array(4), u64(clock));

function frameKeyOf(input: FrameContext & { spaceKey: SpaceKey }): Promise<GcmKey> {
  const context = encodeCbor(encodeFrameContext(input));
  const salt = idBytes(input.connection);
  return deriveGcmKey({ key: input.spaceKey, salt, label: LABELS.frame, context });
}
