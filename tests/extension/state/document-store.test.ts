import { describe, expect, it } from "vitest";
import { fileOfAlice, saved } from "../../support/file-of-alice.ts";

describe("opening a document", () => {
  it("shows what the portal has when there is no unsaved work", async () => {
    const { store } = fileOfAlice();
    await store.open();
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: saved, baseVersion: 3, isDraft: false });
  });

  it("does not fetch what it has no editor for", async () => {
    const { store, calls } = fileOfAlice({ name: "Film.mp4" });
    await store.open();
    expect(store.phase.value.kind).toBe("described");
    expect(calls).not.toContain("open");
  });

  it("refuses what is too large to edit before fetching it", async () => {
    const { store, calls } = fileOfAlice({ sizeBytes: 1_001 });
    await store.open();
    expect(store.phase.value).toEqual({ kind: "failed", code: "DOCUMENT_TOO_LARGE" });
    expect(calls).not.toContain("open");
  });

  it("says why it could not be opened, and still what it is", async () => {
    const { store } = fileOfAlice({ failing: "STREAM_TRUNCATED" });
    await store.open();
    expect(store.phase.value).toEqual({ kind: "failed", code: "STREAM_TRUNCATED" });
    expect(store.facts.value?.sizeBytes).toBe(1);
  });

  it("keeps what is known of the file when it cannot be read anew", async () => {
    const given: Parameters<typeof fileOfAlice>[0] = {};
    const { store } = fileOfAlice(given);
    await store.open();
    given.failing = "OFFLINE";
    await store.refreshFacts();
    expect(store.facts.value?.name).toBe("Report.docx");
  });

  it("takes a new name back when the portal did not take it", async () => {
    const { store } = fileOfAlice({ failing: "NAME_TAKEN" });
    await store.open();
    expect(await store.rename("Plan.docx")).toBe("NAME_TAKEN");
    expect(store.name.value).toBe("Report.docx");
  });
});

describe("older versions", () => {
  it("are shown instead of the document, and left again", async () => {
    const { store, calls } = fileOfAlice();
    await store.open();
    await store.openVersion(1);
    expect(store.phase.value).toMatchObject({ kind: "version", shown: { version: 1, byName: "Bob" } });
    await store.open();
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: saved });
    expect(calls).toEqual(["open", "version 1", "open"]);
  });

  it("are restored, and the document is opened anew", async () => {
    const { store, calls } = fileOfAlice();
    await store.restoreVersion(2);
    expect(calls).toEqual(["restore 2", "open"]);
    expect(store.phase.value.kind).toBe("open");
  });

  it("say why they cannot be shown", async () => {
    const { store } = fileOfAlice({ failing: "CIPHERTEXT_DAMAGED" });
    await store.openVersion(1);
    expect(store.phase.value).toEqual({ kind: "failed", code: "CIPHERTEXT_DAMAGED" });
  });
});
