import { describe, expect, it } from "vitest";
import { asPlain, randomBytes, toBase64Url, utf8 } from "../../../shared/bytes.ts";
import { createDraftSealer, openDraft } from "../../../shared/crypto/draft.ts";
import { createFileKey, openFileKey, wrapFileKey } from "../../../shared/crypto/file-key.ts";
import { createSpaceKey, parseSpaceKey } from "../../../shared/crypto/space-key.ts";
import { createNodeId, parseSpaceId } from "../../../shared/ids.ts";

const place = {
  spaceKey: createSpaceKey(),
  space: parseSpaceId(toBase64Url(randomBytes(32))),
  generation: 1,
  node: createNodeId(),
};

describe("wrapped file key", () => {
  const here = { ...place, version: 1 };

  it.each([0, 1, 2 ** 31, 2 ** 32])("comes back with the true length %d", async (sizeBytes) => {
    const fileKey = createFileKey();
    const wrapped = await wrapFileKey({ ...here, fileKey, sizeBytes });
    expect(wrapped.length).toBe(68);
    expect(await openFileKey({ ...here, wrapped })).toEqual({ fileKey, sizeBytes });
  });

  it.each([-1, 0.5, 2 ** 32 + 1, Number.NaN])("is not made for a length of %d", async (sizeBytes) =>
    expect(wrapFileKey({ ...here, fileKey: createFileKey(), sizeBytes })).rejects.toThrow("FILE_TOO_LARGE"),
  );

  it("A24: is another one each time, and under another nonce", async () => {
    const fileKey = createFileKey();
    const made = await Promise.all(
      Array.from({ length: 50 }, () => wrapFileKey({ ...here, fileKey, sizeBytes: 1 })),
    );
    expect(new Set(made.map((wrapped) => wrapped.slice(0, 12).join())).size).toBe(50);
    expect(createFileKey()).not.toEqual(createFileKey());
  });
});

describe("draft", () => {
  const here = { ...place, baseVersion: 0, savedAtMs: 5 };

  it.each(["", "some words", "x".repeat(300_000)])("comes back as it was (%#)", async (words) => {
    const bytes = asPlain(utf8(words));
    const wire = await (await createDraftSealer(here))({ ...here, bytes });
    expect(await openDraft({ ...here, wire })).toEqual(bytes);
  });

  it("is sealed with no key that was wiped, and with one that is wiped only then", async () => {
    const bytes = asPlain(utf8("unsaved"));
    const spaceKey = parseSpaceKey(here.spaceKey.slice());
    const seal = await createDraftSealer({ ...here, spaceKey });
    spaceKey.fill(0);
    await expect(createDraftSealer({ ...here, spaceKey })).rejects.toMatchObject({ code: "LOCKED" });
    expect(await openDraft({ ...here, wire: await seal({ ...here, bytes }) })).toEqual(bytes);
  });

  it("A41: shows nothing of itself", async () => {
    const seal = await createDraftSealer(here);
    const wire = await seal({ ...here, bytes: asPlain(utf8("canary canary canary")) });
    expect(Buffer.from(wire).includes("canary")).toBe(false);
  });
});
