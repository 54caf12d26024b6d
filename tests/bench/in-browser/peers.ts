import * as age from "age-encryption";
import sodium from "libsodium-wrappers";
import * as openpgp from "openpgp";
import nacl from "tweetnacl";
import { type Bytes, concat, randomBytes } from "../../../shared/bytes.ts";

/** Somebody else's way to seal bytes, in the form that it is meant to be used. */
export interface Peer {
  readonly name: string;
  seal(content: Bytes): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

const SECRETSTREAM_CHUNK_BYTES = 65_536;
/** CryptPad's format. */
const SECRETBOX_CHUNK_BYTES = 131_072;

export async function createPeers(): Promise<readonly Peer[]> {
  return [await createAge(), createOpenPgp(), await createSecretStream(), createSecretBoxes()];
}

async function createAge(): Promise<Peer> {
  const identity = await age.generateX25519Identity();
  const [encrypter, decrypter] = [new age.Encrypter(), new age.Decrypter()];
  encrypter.addRecipient(await age.identityToRecipient(identity));
  decrypter.addIdentity(identity);
  return {
    name: "age-encryption",
    seal: (content) => encrypter.encrypt(content),
    open: (sealed) => decrypter.decrypt(sealed),
  };
}

/** With a session key, so that no time goes into passwords or public keys. */
function createOpenPgp(): Peer {
  const sessionKey = { data: randomBytes(32), algorithm: "aes256", aeadAlgorithm: "gcm" } as const;
  const config = { aeadProtect: true, preferredAEADAlgorithm: openpgp.enums.aead.gcm };
  return {
    name: "openpgp (AES-256-GCM)",
    async seal(content) {
      const message = await openpgp.createMessage({ binary: content });
      return openpgp.encrypt({ message, sessionKey, format: "binary", config });
    },
    async open(sealed) {
      const message = await openpgp.readMessage({ binaryMessage: sealed });
      const { data } = await openpgp.decrypt({ message, sessionKeys: sessionKey, format: "binary", config });
      return data;
    },
  };
}

async function createSecretStream(): Promise<Peer> {
  await sodium.ready;
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  const { TAG_MESSAGE, TAG_FINAL, ABYTES, HEADERBYTES } = {
    TAG_MESSAGE: sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    TAG_FINAL: sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    ABYTES: sodium.crypto_secretstream_xchacha20poly1305_ABYTES,
    HEADERBYTES: sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES,
  };
  return {
    name: "libsodium secretstream",
    async seal(content) {
      const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
      const sealed = piecesOf(content, SECRETSTREAM_CHUNK_BYTES).map((piece, index, all) => {
        const tag = index === all.length - 1 ? TAG_FINAL : TAG_MESSAGE;
        return sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, null, tag);
      });
      return concat(header, ...sealed);
    },
    async open(sealed) {
      const header = sealed.subarray(0, HEADERBYTES);
      const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
      const opened = piecesOf(sealed.subarray(HEADERBYTES), SECRETSTREAM_CHUNK_BYTES + ABYTES).map(
        (piece) =>
          orRefuse(sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, null, "uint8array"))
            .message,
      );
      return concat(...opened);
    },
  };
}

function createSecretBoxes(): Peer {
  const key = nacl.randomBytes(nacl.secretbox.keyLength);
  const nonceOf = (index: number): Uint8Array => {
    const nonce = new Uint8Array(nacl.secretbox.nonceLength);
    new DataView(nonce.buffer).setUint32(nonce.length - 4, index);
    return nonce;
  };
  return {
    name: "tweetnacl secretbox",
    seal: async (content) =>
      concat(
        ...piecesOf(content, SECRETBOX_CHUNK_BYTES).map((piece, index) =>
          nacl.secretbox(piece, nonceOf(index), key),
        ),
      ),
    open: async (sealed) =>
      concat(
        ...piecesOf(sealed, SECRETBOX_CHUNK_BYTES + nacl.secretbox.overheadLength).map((piece, index) =>
          orRefuse(nacl.secretbox.open(piece, nonceOf(index), key)),
        ),
      ),
  };
}

const piecesOf = (bytes: Uint8Array, sizeBytes: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / sizeBytes) }, (_, index) =>
    bytes.subarray(index * sizeBytes, (index + 1) * sizeBytes),
  );

function orRefuse<Opened>(opened: Opened | null | false): Opened {
  if (opened === null || opened === false) throw new Error("A peer refused its own ciphertext.");
  return opened;
}
