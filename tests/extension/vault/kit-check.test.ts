import { describe, expect, it } from "vitest";
import { checkKit } from "../../../extension/vault/kit-check.ts";
import { createKitSecret, formatKit } from "../../../shared/crypto/kit.ts";

const kit = (await formatKit(createKitSecret())).split("-");
const typed = (index: number, change: (group: string) => string) =>
  kit.map((group, at) => (at === index ? change(group) : group));
const other = (letter: string) => (letter === "7" ? "8" : "7");

describe("a kit typed by hand", () => {
  it("is whole as printed, in whatever case", async () => {
    expect(await checkKit(kit)).toEqual({ kind: "whole" });
    expect(await checkKit(kit.map((group) => ` ${group.toLowerCase()} `))).toEqual({ kind: "whole" });
  });

  it.each([0, 4, 8])("has the group marked in which one character is wrong (%i)", async (index) => {
    const wrong = typed(index, (group) => other(group[0]!) + group.slice(1));
    expect(await checkKit(wrong)).toEqual({ kind: "mistyped", groups: [index] });
  });

  it("has all groups marked that cannot be groups", async () => {
    const wrong = kit.map((group, at) => (at === 2 ? group.slice(1) : at === 5 ? "AU#1" : group));
    expect(await checkKit(wrong)).toEqual({ kind: "mistyped", groups: [2, 5] });
  });

  it("has no group marked where nothing tells which is wrong", async () => {
    const wrong = typed(3, (group) => [...group].map(other).join(""));
    expect(await checkKit(wrong)).toEqual({ kind: "mistyped", groups: [] });
  });
});
