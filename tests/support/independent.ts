// docs/format.md written down a second time, on node:crypto and without a line of shared/: what the vectors are
// compared with. Where this file and the product disagree, one of them does not follow the page.
import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign as signWith,
  verify as verifyWith,
} from "node:crypto";

export type Cbor = number | string | Buffer | null | boolean | Cbor[];

export const bytes = (base64Url: string): Buffer => Buffer.from(base64Url, "base64url");
export const text = (buffer: Uint8Array): string => Buffer.from(buffer).toString("base64url");
export const u32 = (value: number): Buffer => Buffer.from(value.toString(16).padStart(8, "0"), "hex");
export const u64 = (value: number): Buffer => Buffer.from(value.toString(16).padStart(16, "0"), "hex");

export const domain = (label: string): Buffer => Buffer.from(`strongroom/1/${label}\0`, "ascii");

export const hash = (label: string, data: Buffer): Buffer =>
  createHash("sha256")
    .update(Buffer.concat([domain(label), data]))
    .digest();

export const derive = (
  key: Buffer,
  salt: Buffer,
  label: string,
  context: Buffer = Buffer.alloc(0),
  length = 32,
): Buffer => Buffer.from(hkdfSync("sha256", key, salt, Buffer.concat([domain(label), context]), length));

/** AES-256-GCM: ciphertext || tag. */
export function gcm(key: Buffer, nonce: Buffer, aad: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** CBOR of the few kinds that the format uses (RFC 8949, section 3). */
export function cbor(value: Cbor): Buffer {
  if (value === null) return Buffer.of(0xf6);
  if (typeof value === "boolean") return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === "number") return head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

function head(major: number, count: number): Buffer {
  const type = major << 5;
  if (count < 24) return Buffer.of(type | count);
  if (count < 2 ** 8) return Buffer.of(type | 24, count);
  if (count < 2 ** 16) return Buffer.of(type | 25, count >> 8, count & 0xff);
  if (count < 2 ** 32) return Buffer.concat([Buffer.of(type | 26), u32(count)]);
  return Buffer.concat([Buffer.of(type | 27), u64(count)]);
}

const privateKeyOf = (seed: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([bytes("MC4CAQAwBQYDK2VwBCIEIA"), seed]),
    format: "der",
    type: "pkcs8",
  });

export const signPublicOf = (seed: Buffer): Buffer =>
  Buffer.from(createPublicKey(privateKeyOf(seed)).export({ format: "jwk" }).x ?? "", "base64url");

export const signature = (label: string, seed: Buffer, message: Buffer): Buffer =>
  signWith(null, Buffer.concat([domain(label), message]), privateKeyOf(seed));

export const signed = (label: string, seed: Buffer, payload: Buffer): Buffer =>
  Buffer.concat([signature(label, seed, payload), payload]);

export const isSigned = (label: string, signPublic: Buffer, wire: Buffer): boolean =>
  verifyWith(
    null,
    Buffer.concat([domain(label), wire.subarray(64)]),
    createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: text(signPublic) }, format: "jwk" }),
    wire.subarray(0, 64),
  );

/** What HPKE's key schedule gives in base mode (RFC 9180, section 5.1), for X-Wing and HKDF-SHA-256. */
export function hpkeKeys(aeadId: number, sharedSecret: Buffer, info: Buffer): { key: Buffer; nonce: Buffer } {
  const suite = Buffer.concat([Buffer.from("HPKE"), Buffer.of(0x64, 0x7a, 0, 1, 0, aeadId)]);
  const labeled = (label: string, data: Buffer) =>
    Buffer.concat([Buffer.from("HPKE-v1"), suite, Buffer.from(label), data]);
  const extract = (salt: Buffer, label: string, data: Buffer) =>
    createHmac("sha256", salt).update(labeled(label, data)).digest();
  const none = Buffer.alloc(0);
  const context = Buffer.concat([
    Buffer.of(0),
    extract(none, "psk_id_hash", none),
    extract(none, "info_hash", info),
  ]);
  const secret = extract(sharedSecret, "secret", none);
  // No output here is longer than one block, so HKDF-Expand is one HMAC
  const expand = (label: string, length: number) =>
    createHmac("sha256", secret)
      .update(Buffer.concat([Buffer.of(0, length), labeled(label, context), Buffer.of(1)]))
      .digest()
      .subarray(0, length);
  return { key: expand("key", 32), nonce: expand("base_nonce", 12) };
}
