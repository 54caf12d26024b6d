import { describe, expect, it } from "vitest";
import { isOpenedHere, pageOf, parsePrivateAddress } from "../../../extension/messages/addresses.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";

const home = parsePortalOrigin("https://portal.example");
const node = "AAAAAAAAAAAAAAAAAAAAAA";
const long = "A".repeat(43);

describe("private addresses", () => {
  it.each([
    ["https://portal.example/private", "privateRoom", true],
    ["https://portal.example/private/", "privateRoom", true],
    ["https://portal.example/private?utm=1#x", "privateRoom", true],
    [`https://portal.example/files/${node}`, "file", true],
    [`https://portal.example/setup#${long}`, "setup", true],
    ["https://portal.example/shared", "shared", true],
    ["https://portal.example/rooms", "rooms", true],
    [`https://portal.example/rooms/${long}`, "room", true],
    ["https://portal.example/archive", "archive", true],
    ["https://portal.example/trash/", "trash", true],
    ["https://portal.example/invite#abc", "invite", true],
    ["https://portal.example/invite", "invite", true],
  ])("%s is %s", (address, kind, isOpened) => {
    const parsed = parsePrivateAddress(address, [home]);
    expect(parsed?.target.kind).toBe(kind);
    expect(parsed && isOpenedHere(parsed)).toBe(isOpened);
  });

  it.each([
    ["another portal", "https://elsewhere.example/private"],
    ["another port", "https://portal.example:444/private"],
    ["no TLS", "http://portal.example/private"],
    ["a user in front", "https://portal.example@evil.example/private"],
    ["credentials", "https://a:b@portal.example/private"],
    ["a public page", "https://portal.example/"],
    ["a longer path", "https://portal.example/private/../../x"],
    ["a short id", "https://portal.example/files/AAAA"],
    ["an id that is not the shortest spelling", "https://portal.example/files/AAAAAAAAAAAAAAAAAAAAAB"],
    ["a setup link without a token", "https://portal.example/setup"],
    ["a script", "javascript:alert(1)"],
    ["nothing", ""],
  ])("%s is none", (_what, address) => {
    expect(parsePrivateAddress(address, [home])).toBeNull();
  });

  it("lead to pages of the extension's own, with nothing but the address", () => {
    const page = (address: string) => {
      const parsed = parsePrivateAddress(address, [home]);
      return parsed && pageOf(parsed);
    };
    expect(page("https://portal.example/private")).toBe("/files.html#https%3A%2F%2Fportal.example/");
    expect(page("https://portal.example/rooms")).toBe("/files.html#https%3A%2F%2Fportal.example/rooms");
    expect(page(`https://portal.example/rooms/${long}`)).toBe(
      `/files.html#https%3A%2F%2Fportal.example/rooms/${long}`,
    );
    expect(page("https://portal.example/archive")).toBe("/files.html#https%3A%2F%2Fportal.example/archive");
    expect(page(`https://portal.example/files/${node}`)).toBe(
      `/editor.html#origin=https%3A%2F%2Fportal.example&file=${node}`,
    );
    expect(page(`https://portal.example/files/${node}#${long}`)).toBe(
      `/editor.html#origin=https%3A%2F%2Fportal.example&file=${node}&space=${long}`,
    );
    expect(page(`https://portal.example/files/${node}#x&space=${long}`)).toBe(
      `/editor.html#origin=https%3A%2F%2Fportal.example&file=${node}`,
    );
    expect(page("https://portal.example/invite#abc_-1")).toBe(
      "/welcome.html#origin=https%3A%2F%2Fportal.example&invite=abc_-1",
    );
    expect(page("https://portal.example/invite#abc&origin=https://evil.example")).toBe(
      "/welcome.html#origin=https%3A%2F%2Fportal.example&invite=",
    );
  });
});
