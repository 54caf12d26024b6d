import { describe, expect, it } from "vitest";
import { asSealed, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { createFileKey, type FileKey } from "../../shared/crypto/file-key.ts";
import { importGcmKey, openGcm } from "../../shared/crypto/gcm.ts";
import { encodeStreamHeader, hashStreamHeader, hashStreamTags } from "../../shared/crypto/stream-header.ts";
import { commitFileKey } from "../../shared/crypto/stream-key.ts";
import { createNodeId, parseSpaceId } from "../../shared/ids.ts";
import { derive } from "../support/independent.ts";
import { people } from "../support/people.ts";
import { forgeForTwo, type GcmUse } from "../support/salamander.ts";
import { openWhole, type WholeStream } from "../support/streams.ts";

const CONTENT_BYTES = 1024;

/** Content key and nonce of a one-chunk stream. */
function useOf(fileKey: FileKey, salt: Uint8Array, headerHash: Uint8Array): GcmUse {
  const material = derive(Buffer.from(fileKey), Buffer.from(salt), "stream/key", Buffer.from(headerHash), 39);
  return {
    key: material.subarray(0, 32),
    nonce: Buffer.concat([material.subarray(32), Buffer.of(0, 0, 0, 0, 1)]),
  };
}

/** mallory's stream: it says that it is for alice's key, and its chunk opens under bob's as well. */
async function forgeStream(forAlice: FileKey, forBob: FileKey): Promise<WholeStream & { uses: GcmUse[] }> {
  const { mallory } = await people();
  const space = parseSpaceId(toBase64Url(randomBytes(32)));
  const place = { space, node: createNodeId(), version: 1, generation: 1, author: mallory.user };
  const salt = randomBytes(32);
  const commitment = await commitFileKey(forAlice, salt);
  const header = encodeStreamHeader({ ...place, paddedSize: CONTENT_BYTES, salt, commitment });
  const headerHash = await hashStreamHeader(header);
  const [first, second] = [useOf(forAlice, salt, headerHash), useOf(forBob, salt, headerHash)];
  const ciphertext = forgeForTwo(first, second, headerHash, randomBytes(CONTENT_BYTES - 16));
  const tagsDigest = await hashStreamTags(ciphertext.slice(-16));
  return {
    header: asSealed(header),
    ciphertext: asSealed(ciphertext),
    expected: { ...place, headerHash, tagsDigest, paddedSize: CONTENT_BYTES },
    fileKey: forAlice,
    sizeBytes: CONTENT_BYTES,
    uses: [first, second],
  };
}

describe("A26: one ciphertext for two keys", () => {
  const [forAlice, forBob] = [createFileKey(), createFileKey()];

  it("is something that AES-GCM alone would take", async () => {
    const { ciphertext, expected, uses } = await forgeStream(forAlice, forBob);
    const opened = await Promise.all(
      uses.map(async ({ key, nonce }) =>
        openGcm(
          {
            key: await importGcmKey(Uint8Array.from(key)),
            nonce: Uint8Array.from(nonce),
            aad: expected.headerHash,
          },
          ciphertext,
        ),
      ),
    );
    expect(opened.map((plain) => plain.length)).toEqual([CONTENT_BYTES, CONTENT_BYTES]);
    expect(opened[0]).not.toEqual(opened[1]);
  });

  it("shows alice and bob the same or nothing: the header is bound to one key", async () => {
    const stream = await forgeStream(forAlice, forBob);
    await expect(openWhole(stream)).resolves.toHaveLength(CONTENT_BYTES);
    await expect(openWhole({ ...stream, fileKey: forBob })).rejects.toThrow("CONTEXT_WRONG");
  });
});
