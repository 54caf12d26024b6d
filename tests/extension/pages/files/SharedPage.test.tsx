import { afterEach, describe, expect, it } from "vitest";
import type { SharedFileRow } from "../../../../extension/files/shared-files.ts";
import { SharedMain } from "../../../../extension/pages/files/SharedPage.tsx";
import { createLoaded } from "../../../../extension/state/popup-loaded.ts";
import { createNodeId, parsePortalOrigin } from "../../../../shared/ids.ts";
import { userId } from "../../../support/contacts.ts";
import { objections } from "../../../support/page-axe.ts";
import { spaceId } from "../../../support/room-rows.ts";
import { button, clear, click, findAll, show } from "../../../support/show.tsx";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const lease: SharedFileRow = {
  ...{ node: createNodeId(), kind: "file", name: "Lease.docx", type: "", sizeBytes: 2_000 },
  ...{ changedAtMs: 1, changedByName: "Bob", isPending: false },
  ...{ space: spaceId("Lease"), owner: userId("bob"), ownerName: "Bob" },
};

afterEach(clear);

describe("what others share with alice", () => {
  it("can be opened and downloaded from the list, and nothing more", async () => {
    const list = createLoaded(async () => [lease]);
    await list.load();
    const downloaded: SharedFileRow[] = [];
    show(
      <main>
        <SharedMain origin={origin} list={list} onDownload={(row) => downloaded.push(row)} />
      </main>,
    );
    click(button("Actions for \u201c\u2068Lease.docx\u2069\u201d"));
    expect(findAll("[role=menuitem] .menu-label").map((each) => each.textContent)).toEqual([
      "Open",
      "Download",
    ]);
    expect(await objections()).toEqual([]);
    const entry = findAll("[role=menuitem]").find((item) => item.textContent?.includes("Download"))!;
    click(entry);
    expect(downloaded).toEqual([lease]);
  });
});
