// HPKE with X-Wing in JavaScript, for browsers without MLKEM768-X25519 of their own (Firefox 153). Loaded only there:
// it is a quarter of all code that a background script would otherwise carry.
import { Aes256Gcm, HkdfSha256, CipherSuite as ScriptSuite } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import type { Bytes } from "../bytes.ts";

const xWing = new XWing();
const suite = new ScriptSuite({ kem: xWing, kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** 1216 B, of a 32-byte seed. */
export async function publicOf(seed: Bytes): Promise<Bytes> {
  const { publicKey } = await xWing.generateKeyPairDerand(seed.slice());
  return new Uint8Array(await xWing.serializePublicKey(publicKey));
}

/** Seals to a public key of 1216 B. @throws when it is none */
export async function seal(
  kemPublic: Bytes,
  info: Bytes,
  plain: Bytes,
): Promise<{ enc: Bytes; sealed: Bytes }> {
  const recipientPublicKey = await xWing.deserializePublicKey(kemPublic);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, plain);
  return { enc: new Uint8Array(enc), sealed: new Uint8Array(ct) };
}

/** @throws when it was not sealed to this seed's key under `info` */
export async function open(
  seed: Bytes,
  info: Bytes,
  { enc, sealed }: { enc: Bytes; sealed: Bytes },
): Promise<Bytes> {
  const recipientKey = await xWing.deserializePrivateKey(seed);
  return new Uint8Array(await suite.open({ recipientKey, enc, info }, sealed));
}
