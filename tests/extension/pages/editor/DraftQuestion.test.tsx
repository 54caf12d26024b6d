import { signal } from "@preact/signals";
import { afterEach, describe, expect, it } from "vitest";
import { DraftQuestion } from "../../../../extension/pages/editor/DraftQuestion.tsx";
import type { DocumentStore } from "../../../../extension/state/document-store.ts";
import type { Refusal } from "../../../../extension/state/look-round.ts";
import { AppError } from "../../../../shared/errors.ts";
import { parsePortalOrigin } from "../../../../shared/ids.ts";
import { objections } from "../../../support/page-axe.ts";
import { button, clear, click, find, findAll, show } from "../../../support/show.tsx";

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Alice's unsaved work, in a document that others may have open. */
function ask(refusal: Refusal | null) {
  const done: string[] = [];
  const store = {
    name: signal("Report.docx"),
    restoreDraft: async () => void done.push("restore"),
    copyDraft: async () => {
      done.push("copy");
      throw new AppError("OFFLINE");
    },
  };
  const origin = parsePortalOrigin("http://127.0.0.1:8787");
  show(
    <DraftQuestion
      {...{ origin, refusal, store: store as unknown as DocumentStore, savedAtMs: Date.UTC(2026, 1) }}
    />,
  );
  return done;
}

afterEach(clear);

describe("unsaved work that was found", () => {
  it("is gone on with where nobody else writes", () => {
    const done = ask(null);
    click(button("Restore"));
    expect(done).toEqual(["restore"]);
  });

  it("can only become a copy where others write, and says when it did not", async () => {
    const done = ask("others");
    expect(find("[data-testid=draft-found]").textContent).toContain("Save yours as a copy");
    expect(findAll("button").map(({ textContent }) => textContent)).not.toContain("Restore");
    click(button("Save mine as a copy"));
    await settle();
    expect(done).toEqual(["copy"]);
    expect(find("[role=alert]").textContent).not.toBe("");
    expect(await objections()).toEqual([]);
  });

  it("is tried again, or becomes a copy, where nobody can tell whether others write", async () => {
    const done = ask("unknown");
    expect(find("[data-testid=draft-found]").textContent).toContain("could not be found out");
    click(button("Try again"));
    click(button("Save mine as a copy"));
    await settle();
    expect(done).toEqual(["restore", "copy"]);
  });
});
