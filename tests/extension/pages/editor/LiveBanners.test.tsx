import { signal } from "@preact/signals";
import { afterEach, describe, expect, it } from "vitest";
import type { ExportReport } from "../../../../extension/editors/adapter.ts";
import type { Desk } from "../../../../extension/pages/editor/desk.ts";
import { LiveBanners } from "../../../../extension/pages/editor/LiveBanners.tsx";
import { button, clear, click, during, findAll, show } from "../../../support/show.tsx";

/** Alice's document, whose last save told this. */
function saved(told: ExportReport) {
  const report = signal<ExportReport | null>(told);
  const desk = { live: null, report } as unknown as Desk;
  show(<LiveBanners desk={desk} canEdit onDownload={() => undefined} />);
  return {
    again: (next: ExportReport) =>
      during(() => {
        report.value = next;
      }),
  };
}

const shown = () => findAll("[data-testid=banner]").map(({ textContent }) => textContent);

afterEach(clear);

describe("what alice is told of the others", () => {
  const other = { user: "bob", name: "Bob", color: "#336699", isSelf: false, mayWrite: true };
  let downloads = 0;
  const showWith = (isOther: boolean, isLacking = false): void => {
    downloads = 0;
    const live = {
      others: signal([{ ...other, isOther }]),
      isLacking: signal(isLacking),
      refused: signal(0),
      mayWrite: signal(true),
    };
    const desk = { live, report: signal(null) } as unknown as Desk;
    show(<LiveBanners desk={desk} canEdit onDownload={() => downloads++} />);
  };

  it("names whom the portal shows another state, and what to do", () => {
    showWith(true);
    expect(shown()).toEqual([expect.stringMatching(/you and .*Bob.* different states.*Download a copy/)]);
  });

  it("lets alice do that at once", () => {
    showWith(true);
    click(button("Download"));
    expect(downloads).toBe(1);
  });

  it("says that changes of theirs are missing here, and what to do", () => {
    showWith(false, true);
    expect(shown()).toEqual([
      expect.stringMatching(/keeps changes of others from this page.*Download a copy/),
    ]);
    click(button("Download"));
    expect(downloads).toBe(1);
  });

  it("is nothing as long as all see the same", () => {
    showWith(false);
    expect(shown()).toEqual([]);
  });
});

describe("what alice is told of a save", () => {
  it("is nothing when all went as asked", () => {
    saved({ fallbacks: 0, missing: [] });
    expect(shown()).toEqual([]);
  });

  it("says what took more with it than was meant, what is safe and what to do, until she has read it", () => {
    const { again } = saved({ fallbacks: 0, hazards: 1, missing: [] });
    expect(shown()).toEqual([
      expect.stringMatching(/1 change .* All other text is safe\. .*version history/),
    ]);
    click(button("Dismiss"));
    again({ fallbacks: 0, hazards: 1, missing: [] });
    expect(shown()).toEqual([]);
    again({ fallbacks: 0, hazards: 2, missing: [] });
    expect(shown()).toEqual([expect.stringContaining("2 changes")]);
  });
});
