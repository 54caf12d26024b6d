import { describe, expect, it } from "vitest";
import { renewTables } from "../bench/renew-tables.ts";
import { tablesOf } from "../bench/table.ts";

const figure = { what: "open", browser: "Node", unit: "ms", value: 7, load: 1, date: "2026-11-23" } as const;
const PAGE =
  "# Page\n<!-- tables -->\n\n### Memory (load before: 9.1)\n\n| a |\n|---|\n| 1 |\n\n### Live: 10 s\n\n| b |\n\nMeasured.\n";

describe("the tables of a page", () => {
  it("are renewed where something was measured, and stay where nothing was", () => {
    const page = renewTables(PAGE, tablesOf([{ ...figure, area: "Live: 60 s" }]), "Anew.");
    expect(page).toContain(
      "# Page\n<!-- tables -->\n\n### Memory (load before: 9.1)\n\n| a |\n|---|\n| 1 |\n\n",
    );
    expect(page).toContain("### Live: 60 s (2026-11-23, load before: 1.0)");
    expect(page).not.toContain("10 s");
    expect(page.endsWith("| open | ms | 7.0 |\n\nAnew.\n")).toBe(true);
  });

  it("are the same when the same is measured again", () => {
    const tables = tablesOf([{ ...figure, area: "Live: 60 s" }]);
    const once = renewTables(PAGE, tables, "Anew.");
    expect(renewTables(once, tables, "Anew.")).toBe(once);
  });
});
