import { describe, expect, it } from "vitest";
import { fileOfAlice, saved, session, unsaved } from "../../support/file-of-alice.ts";

describe("unsaved work of a document", () => {
  it("asks about unsaved work before anything can be typed over it", async () => {
    const { store } = fileOfAlice({ draftOf: 3 });
    await store.open();
    expect(store.phase.value).toMatchObject({ kind: "draftFound", savedAtMs: 7 });
    await store.restoreDraft();
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: unsaved, isDraft: true });
  });

  it("opens the saved document when the unsaved work is discarded", async () => {
    const { store, calls } = fileOfAlice({ draftOf: 3 });
    await store.open();
    await store.discardDraft();
    expect(calls).toEqual(["open", "unwanted", "discard"]);
    expect(store.phase.value).toMatchObject({ kind: "open", bytes: saved, isDraft: false });
  });

  it("asks nothing about work that the portal has after all: the browser ended before it could forget it", async () => {
    const { store, calls } = fileOfAlice({ draftOf: 2, draft: saved });
    await store.open();
    expect(store.phase.value).toMatchObject({ kind: "open", baseVersion: 3, isDraft: false });
    expect(calls).toContain("discard");
  });

  it("brings the work of a locked page back without asking, unless somebody saved meanwhile", async () => {
    const same = fileOfAlice({ draftOf: 3 });
    await same.store.open({ isResuming: true });
    expect(same.store.phase.value).toMatchObject({ kind: "open", isDraft: true });
    const older = fileOfAlice({ draftOf: 2 });
    await older.store.open({ isResuming: true });
    expect(older.store.phase.value.kind).toBe("draftFound");
  });

  it("saves unsaved work past nobody who writes in the document: it can become a copy", async () => {
    const { store, calls } = fileOfAlice({ draftOf: 3, look: { round: "others", session: null } });
    for (const restore of [store.restoreDraft, () => store.open({ isResuming: true })]) {
      await store.open();
      expect(store.phase.value).toMatchObject({ kind: "draftFound", refusal: null });
      await restore();
      expect(store.phase.value).toMatchObject({ kind: "draftFound", refusal: "others" });
    }
    calls.length = 0;
    expect(await store.copyDraft()).toMatchObject({ space: "space" });
    expect(calls).toEqual(["copy 2", "held", "discard"]);
  });

  it("does not take it for nobody that nobody could tell; it is looked for again when asked", async () => {
    const given: Parameters<typeof fileOfAlice>[0] = {
      draftOf: 3,
      look: { round: "unknown", session: null },
    };
    const { store, calls } = fileOfAlice(given);
    await store.open({ isResuming: true });
    expect(store.phase.value).toMatchObject({ kind: "draftFound", refusal: "unknown" });
    given.look = { round: "nobody", session: null };
    await store.restoreDraft();
    expect(store.phase.value).toMatchObject({ kind: "open", isDraft: true });
    expect(calls).toEqual(["open", "held"]);
  });

  it("gives unsaved work to the session that it is of, whoever is there and whatever was saved", async () => {
    for (const [draftOf, round] of [
      [3, "nobody"],
      [3, "others"],
      [2, "others"],
    ] as const) {
      const { store, calls } = fileOfAlice({ draftOf, look: { round, session } });
      await store.open();
      await store.restoreDraft();
      expect(store.phase.value).toMatchObject({ kind: "open", bytes: saved, isDraft: false });
      expect(calls).toEqual(["open", "again", "discard"]);
    }
  });

  it("keeps unsaved work that could not become a copy", async () => {
    const given: Parameters<typeof fileOfAlice>[0] = { draftOf: 3, look: { round: "others", session: null } };
    const { store, calls } = fileOfAlice(given);
    await store.open();
    given.failing = "OFFLINE";
    await expect(store.copyDraft()).rejects.toThrow("OFFLINE");
    expect(calls).not.toContain("discard");
  });

  it("remembers which version a restored draft was made of, so that saving finds the conflict", async () => {
    const { store } = fileOfAlice({ draftOf: 2 });
    await store.open();
    await store.restoreDraft();
    expect(store.phase.value).toMatchObject({ kind: "open", baseVersion: 2, opened: { version: 3 } });
  });
});
