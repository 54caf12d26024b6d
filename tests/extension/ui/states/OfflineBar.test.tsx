import { describe, expect, it } from "vitest";
import { OfflineBar } from "../../../../extension/ui/states/OfflineBar.tsx";
import { objections } from "../../../support/page-axe.ts";
import { find, show } from "../../../support/show.tsx";

const words = () => find("[data-testid=offline]").textContent;

describe("the bar over what was loaded before", () => {
  it("says that the connection is missing, and what comes with it", async () => {
    show(
      <main>
        <OfflineBar />
      </main>,
    );
    expect(words()).toContain("You are offline.");
    expect(words()).toContain("when the connection is back");
    expect(await objections()).toEqual([]);
  });

  it.each([
    ["BROWSER_STORAGE_FULL", "Free some space"],
    ["BROWSER_STORAGE_BROKEN", "restart the browser"],
  ] as const)("promises nothing of a connection for %s, and says what to do", (code, advice) => {
    show(<OfflineBar code={code} />);
    expect(words()).toContain("storage");
    expect(words()).toContain(advice);
    expect(words()).not.toContain("connection");
  });
});
