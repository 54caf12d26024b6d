import type { Univer } from "@univerjs/core";
import { beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import { calmRibbon } from "../../../../extension/editors/xlsx/grid/calm-ribbon.ts";

const [BOLD, ITALIC] = [{ id: "bold" }, { id: "italic" }];
const groupsOf = (...items: object[]) => [
  { key: "start", children: [{ key: "format", children: items.map((item, n) => ({ key: `${n}`, item })) }] },
];

describe("the grid's row of buttons", () => {
  let draw: Mock<(groups: object) => void>;
  let collapse: Mock<(ids: string[]) => void>;
  let ribbon: { _setRibbon(groups: object): void; setCollapsedIds(ids: string[]): void };
  beforeEach(() => {
    [draw, collapse] = [vi.fn(), vi.fn()];
    ribbon = { _setRibbon: draw, setCollapsedIds: collapse };
    calmRibbon({ __getInjector: () => ({ get: () => ribbon }) } as unknown as Univer);
  });

  it("is drawn once for the same buttons", () => {
    ribbon._setRibbon(groupsOf(BOLD, ITALIC));
    ribbon._setRibbon(groupsOf(BOLD, ITALIC));
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it("is drawn anew when a button comes, goes or is another one", () => {
    for (const items of [[BOLD], [BOLD, ITALIC], [BOLD], [ITALIC]]) ribbon._setRibbon(groupsOf(...items));
    expect(draw.mock.calls).toEqual([
      [groupsOf(BOLD)],
      [groupsOf(BOLD, ITALIC)],
      [groupsOf(BOLD)],
      [groupsOf(ITALIC)],
    ]);
  });

  it("is drawn anew when other buttons find no room", () => {
    for (const ids of [["a"], ["a"], [], [], ["a", "b"]]) ribbon.setCollapsedIds(ids);
    expect(collapse.mock.calls).toEqual([[["a"]], [[]], [["a", "b"]]]);
  });
});
