import { afterEach, describe, expect, it } from "vitest";
import { VersionRows } from "../../../../extension/ui/editor/VersionRows.tsx";
import { objections } from "../../../support/page-axe.ts";
import { button, clear, click, findAll, show } from "../../../support/show.tsx";

const version = (number: number, byName: string) => ({
  version: number,
  byName,
  sizeBytes: 2_000,
  savedAtMs: number * 1_000,
});
const VERSIONS = [version(3, "Alice"), version(2, "<b>Bob</b>"), version(1, "Alice")];

afterEach(clear);

describe("the versions of a file", () => {
  it("can be looked at, restored and downloaded; the newest needs no restoring", () => {
    const done: string[] = [];
    show(
      <main>
        <VersionRows
          versions={VERSIONS}
          onView={(number) => done.push(`view ${number}`)}
          onRestore={(number) => done.push(`restore ${number}`)}
          onDownload={(number) => done.push(`download ${number}`)}
        />
      </main>,
    );
    click(button("View version 1"));
    click(button("Restore version 2"));
    click(button("Download version 3"));
    expect(done).toEqual(["view 1", "restore 2", "download 3"]);
    expect(findAll("button").map((each) => each.getAttribute("aria-label"))).not.toContain(
      "Restore version 3",
    );
  });

  it("offer nothing that bob may not do, and show his name as he wrote it", async () => {
    show(
      <main>
        <VersionRows versions={VERSIONS} shown={2} />
      </main>,
    );
    expect(findAll("button")).toEqual([]);
    expect(findAll("[aria-current=true]")[0]?.textContent).toContain("<b>Bob</b>");
    expect(await objections()).toEqual([]);
  });
});
