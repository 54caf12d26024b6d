import { describe, expect, it, test } from "vitest";
import { createNodeId, idBytes, parseNodeId, parsePortalOrigin, parseSpaceId } from "../../shared/ids.ts";

describe("ids", () => {
  it("are made, and read back", () => {
    const id = createNodeId();
    expect(parseNodeId(id)).toBe(id);
    expect(idBytes(id)).toHaveLength(16);
  });

  test.each([
    ["a number", 7],
    ["nothing", undefined],
    ["a special name", "__proto__"],
    ["an id of another length", "AAAA"],
    ["a path", "../../etc/passwd"],
  ])("refuse %s", (_what, value) => {
    expect(() => parseNodeId(value)).toThrow("OBJECT_MALFORMED");
  });

  it("of a node are none of a space", () => {
    expect(() => parseSpaceId(createNodeId())).toThrow("OBJECT_MALFORMED");
  });
});

describe("portal origin", () => {
  test.each([
    ["https://docs.example.org/private?x=1", "https://docs.example.org"],
    ["http://127.0.0.1:8787/files/x", "http://127.0.0.1:8787"],
    ["http://localhost:8787", "http://localhost:8787"],
    ["HTTPS://Docs.Example.ORG:443/", "https://docs.example.org"],
  ])("of %s is %s", (address, origin) => {
    expect(parsePortalOrigin(address)).toBe(origin);
  });

  test.each([
    ["plain http elsewhere", "http://docs.example.org/"],
    ["a name that only looks local", "http://localhost.example.org/"],
    // The extension asks for no permission there, so it could never be reached
    ["plain http to this machine by IPv6", "http://[::1]:8787/"],
    ["a user in the address", "https://docs.example.org@evil.example/"],
    ["a script", "javascript:alert(1)"],
    ["a file", "file:///etc/passwd"],
    ["no address", "portal"],
    ["nothing", null],
  ])("is refused for %s", (_what, address) => {
    expect(() => parsePortalOrigin(address)).toThrow("NOT_A_PORTAL");
  });
});
