import { signal } from "@preact/signals";
import { afterEach, describe, expect, it } from "vitest";
import { DocumentBanners } from "../../../../extension/pages/editor/DocumentBanners.tsx";
import type { Desk } from "../../../../extension/pages/editor/desk.ts";
import type { Inside } from "../../../../extension/pages/shell/PortalGate.tsx";
import type { DocumentStore } from "../../../../extension/state/document-store.ts";
import type { SaveState } from "../../../../extension/state/saving-store.ts";
import { AppError, type ErrorCode } from "../../../../shared/errors.ts";
import { createNodeId, parsePortalOrigin } from "../../../../shared/ids.ts";
import { objections } from "../../../support/page-axe.ts";
import { spaceId } from "../../../support/room-rows.ts";
import { button, clear, click, find, findAll, show } from "../../../support/show.tsx";

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** A document on a desk whose saving is in a given state; it notes what is done to it. */
function desk(
  given: {
    state?: SaveState;
    newer?: number;
    stuck?: ErrorCode;
    copyFails?: ErrorCode;
    noLine?: ErrorCode;
  } = {},
) {
  const done: string[] = [];
  const saving = {
    state: signal(given.state ?? "saved"),
    code: signal(given.stuck ?? null),
    isStuck: signal(given.stuck !== undefined),
    draftCode: signal(null),
    newerVersion: signal(given.newer ?? null),
  };
  const made = {
    saving,
    live: { trouble: signal(given.noLine ?? null) },
    hasMacros: false,
    saveAsCopy: async () => {
      if (given.copyFails) throw new AppError(given.copyFails);
      done.push("copy");
      return { node: createNodeId(), space: spaceId("Private Room") };
    },
    discardWork: async () => void done.push("discard"),
  };
  const store = { open: async () => void done.push("open") };
  const failed: ErrorCode[] = [];
  show(
    <main>
      <DocumentBanners
        desk={made as unknown as Desk}
        inside={{ origin: parsePortalOrigin("http://127.0.0.1:8787") } as Inside}
        store={store as unknown as DocumentStore}
        onDownload={() => void done.push("download")}
        onFail={(code) => void failed.push(code)}
      />
    </main>,
  );
  return { done, failed };
}

afterEach(clear);

describe("what stands above a document", () => {
  it("is nothing while all is well", () => {
    desk();
    expect(findAll("[data-testid=banner]")).toEqual([]);
  });

  it("says why what alice typed is not sent, as long as it waits", () => {
    desk({ state: "unsaved", noLine: "STORAGE_FAILED" });
    expect(findAll("[data-testid=banner]").map((each) => each.textContent)).toEqual([
      expect.stringContaining("The portal’s storage did not take this."),
    ]);
    clear();
    desk({ state: "saved", noLine: "STORAGE_FAILED" });
    expect(findAll("[data-testid=banner]")).toEqual([]);
  });

  it("gives alice a copy of what the portal passes on no more", () => {
    const { done } = desk({ state: "unsaved", noLine: "LIVE_CROWDED" });
    expect(find("[data-testid=banner]").textContent).toContain("Keep them as a copy");
    click(button("Download"));
    expect(done).toEqual(["download"]);
  });

  it("lets alice keep her text as a copy when bob has saved meanwhile", async () => {
    const { done } = desk({ state: "conflict" });
    expect(find("[data-testid=banner]").textContent).toContain("nothing was overwritten");
    click(button("Save mine as a copy"));
    await settle();
    expect(done).toEqual(["copy"]);
  });

  it("stays and says why when the copy could not be made", async () => {
    const { failed } = desk({ state: "conflict", copyFails: "OFFLINE" });
    click(button("Save mine as a copy"));
    await settle();
    expect(failed).toEqual(["OFFLINE"]);
    expect(button("Save mine as a copy").getAttribute("aria-disabled")).toBe("false");
  });

  it("throws her text away only after it asked again", async () => {
    const { done } = desk({ state: "conflict" });
    click(button("Open the newer version"));
    expect(done).toEqual([]);
    expect(find("dialog").textContent).toContain("will be gone");
    click(findAll("dialog .button-danger")[0]!);
    await settle();
    expect(done).toEqual(["discard", "open"]);
  });

  it("opens a newer version at a click when there is nothing of hers to lose", () => {
    const { done } = desk({ newer: 4 });
    click(button("Open the newer version"));
    expect(done).toEqual(["open"]);
  });

  it("offers the work as a download when saving failed again and again", () => {
    const { done } = desk({ state: "failed", stuck: "STORAGE_FULL" });
    expect(find("[data-testid=banner]").textContent).toContain("kept in this browser");
    click(button("Download"));
    expect(done).toEqual(["download"]);
  });

  it.each([
    ["a conflict", { state: "conflict" }],
    ["a newer version", { newer: 2 }],
    ["failing saves", { state: "failed", stuck: "STORAGE_FAILED" }],
  ] as const)("has nothing that axe objects to: %s", async (_, given) => {
    desk(given);
    expect(await objections()).toEqual([]);
  });
});
