import { describe, expect, it } from "vitest";
import type { OpenedDocument } from "../../../extension/files/document.ts";
import type { FileFacts } from "../../../extension/files/file-facts.ts";
import { createDocumentStore } from "../../../extension/state/document-store.ts";
import { asPlain } from "../../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import { createNodeId, parsePortalOrigin, type SpaceId } from "../../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const node = createNodeId();
const saved = asPlain(new Uint8Array([1]));
const unsaved = asPlain(new Uint8Array([2]));

const facts: FileFacts = {
  node,
  name: "Report.docx",
  type: "application/octet-stream",
  sizeBytes: 1,
  version: 3,
  changedAtMs: 0,
  changedByName: "Alice",
  parent: null,
};

/** A file that alice has, with or without unsaved work in her browser. */
function world(given: { draftOf?: number; name?: string; sizeBytes?: number; failing?: ErrorCode } = {}) {
  const calls: string[] = [];
  const opened: OpenedDocument = {
    origin,
    node,
    space: "space" as SpaceId,
    parent: null,
    name: facts.name,
    type: facts.type,
    bytes: saved,
    version: 3,
    canEdit: true,
    draft: given.draftOf === undefined ? null : { bytes: unsaved, savedAtMs: 7, baseVersion: given.draftOf },
  };
  const fail = (): void => {
    if (given.failing) throw new AppError(given.failing);
  };
  const store = createDocumentStore({
    origin,
    node,
    maxBytes: 1_000,
    opensHere: (name) => name.endsWith(".docx"),
    signal: new AbortController().signal,
    core: {
      describeFile: async () => {
        if (given.failing === "OFFLINE") fail();
        return { ...facts, name: given.name ?? facts.name, sizeBytes: given.sizeBytes ?? 1 };
      },
      openDocument: async ({ onProgress }) => {
        calls.push("open");
        onProgress(1, 2);
        fail();
        return opened;
      },
      discardDraft: async () => {
        calls.push("discard");
      },
      renameFile: async () => fail(),
    },
  });
  return { store, calls };
}

describe("opening a document", () => {
  it("shows what the portal has when there is no unsaved work", async () => {
    const { store } = world();
    await store.open();
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: saved, baseVersion: 3, isDraft: false });
  });

  it("asks about unsaved work before anything can be typed over it", async () => {
    const { store } = world({ draftOf: 3 });
    await store.open();
    expect(store.phase.value).toMatchObject({ kind: "draftFound", savedAtMs: 7 });
    store.restoreDraft();
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: unsaved, isDraft: true });
  });

  it("opens the saved document when the unsaved work is discarded", async () => {
    const { store, calls } = world({ draftOf: 3 });
    await store.open();
    await store.discardDraft();
    expect(calls).toContain("discard");
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: saved, isDraft: false });
  });

  it("brings the work of a locked page back without asking, unless somebody saved meanwhile", async () => {
    const same = world({ draftOf: 3 });
    await same.store.open({ isResuming: true });
    expect(same.store.phase.value).toMatchObject({ kind: "open", isDraft: true });
    const older = world({ draftOf: 2 });
    await older.store.open({ isResuming: true });
    expect(older.store.phase.value.kind).toBe("draftFound");
  });

  it("remembers which version a restored draft was made of, so that saving finds the conflict", async () => {
    const { store } = world({ draftOf: 2 });
    await store.open();
    store.restoreDraft();
    expect(store.phase.value).toMatchObject({ kind: "open", baseVersion: 2, opened: { version: 3 } });
  });

  it("does not fetch what it has no editor for", async () => {
    const { store, calls } = world({ name: "Film.mp4" });
    await store.open();
    expect(store.phase.value.kind).toBe("described");
    expect(calls).not.toContain("open");
  });

  it("refuses what is too large to edit before fetching it", async () => {
    const { store, calls } = world({ sizeBytes: 1_001 });
    await store.open();
    expect(store.phase.value).toEqual({ kind: "failed", code: "DOCUMENT_TOO_LARGE" });
    expect(calls).not.toContain("open");
  });

  it("says why it could not be opened, and still what it is", async () => {
    const { store } = world({ failing: "STREAM_TRUNCATED" });
    await store.open();
    expect(store.phase.value).toEqual({ kind: "failed", code: "STREAM_TRUNCATED" });
    expect(store.facts.value?.sizeBytes).toBe(1);
  });

  it("keeps what is known of the file when it cannot be read anew", async () => {
    const given: Parameters<typeof world>[0] = {};
    const { store } = world(given);
    await store.open();
    given.failing = "OFFLINE";
    await store.refreshFacts();
    expect(store.facts.value?.name).toBe("Report.docx");
  });

  it("takes a new name back when the portal did not take it", async () => {
    const { store } = world({ failing: "NAME_TAKEN" });
    await store.open();
    expect(await store.rename("Plan.docx")).toBe("NAME_TAKEN");
    expect(store.name.value).toBe("Report.docx");
  });
});
