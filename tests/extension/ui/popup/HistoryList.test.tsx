import { afterEach, describe, expect, it } from "vitest";
import { type HistoryItem, HistoryList } from "../../../../extension/ui/popup/HistoryList.tsx";
import { button, clear, click, find, findAll, show, type } from "../../../support/show.tsx";

afterEach(clear);

const ITEMS: readonly HistoryItem[] = [
  { seq: 3, timeMs: 3, authorName: "Alice", op: "member.remove", about: ["Eve"] },
  { seq: 2, timeMs: 2, authorName: null, op: "file.put", about: ["\u202egpj.exe"] },
  { seq: 1, timeMs: 1, authorName: "Alice", op: "space.create", about: [] },
];
const lines = (): string[] => findAll("[data-testid=history-line]").map((line) => line.textContent ?? "");

describe("a history", () => {
  it("is found by what happened, by whom, and by what it is about", () => {
    show(<HistoryList items={ITEMS} isExporting={false} onExport={() => undefined} />);
    expect(lines()).toHaveLength(3);
    type(find("input"), "removed eve");
    expect(lines()).toHaveLength(1);
    type(find("input"), "alice");
    expect(lines()).toHaveLength(2);
  });

  it("shows hostile names harmless, and says when a name is not proven", () => {
    show(<HistoryList items={ITEMS} isExporting={false} onExport={() => undefined} />);
    expect(lines()[1]).toContain("\ufffdgpj.exe");
    expect(lines()[1]).toContain("Name not proven");
  });

  it("draws a long one page by page", () => {
    const many = Array.from({ length: 250 }, (_, seq) => ({ ...ITEMS[2]!, seq }));
    show(<HistoryList items={many} isExporting={false} onExport={() => undefined} />);
    expect(lines()).toHaveLength(100);
    click(button("Show more"));
    expect(lines()).toHaveLength(200);
  });

  it("is kept as JSON or CSV", () => {
    const kept: string[] = [];
    show(<HistoryList items={ITEMS} isExporting={false} onExport={(format) => kept.push(format)} />);
    click(button("Save as JSON"));
    click(button("Save as CSV"));
    expect(kept).toEqual(["json", "csv"]);
  });
});
