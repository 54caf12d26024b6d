import { describe, expect, it, test } from "vitest";
import {
  destinationAddress,
  editorAddress,
  filesAddress,
  parseEditorAddress,
  parseFilesAddress,
  parseWelcomeAddress,
  welcomeAddress,
} from "../../../extension/state/page-address.ts";
import { createNodeId, parsePortalOrigin } from "../../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787/private");
const node = createNodeId();
const setupToken = "A".repeat(43);
const hashOf = (address: string): string => address.slice(address.indexOf("#"));

describe("page address", () => {
  it("comes back as it was made", () => {
    expect(parseFilesAddress(hashOf(filesAddress(origin)))).toEqual({ origin, folder: null });
    expect(parseFilesAddress(hashOf(filesAddress(origin, node)))).toEqual({ origin, folder: node });
    expect(parseEditorAddress(hashOf(editorAddress(origin, node)))).toEqual({ origin, file: node });
    const next = { page: "file", file: node } as const;
    expect(parseWelcomeAddress(hashOf(welcomeAddress(origin, { setupToken, next })))).toEqual({
      origin,
      setupToken,
      next,
    });
  });

  it("leads on to what was asked for, or to the Private Room", () => {
    expect(destinationAddress(origin, { page: "file", file: node })).toBe(editorAddress(origin, node));
    expect(destinationAddress(origin, { page: "files", folder: node })).toBe(filesAddress(origin, node));
    expect(destinationAddress(origin, null)).toBe(filesAddress(origin));
  });

  test.each([
    ["nothing", ""],
    ["a script", "#origin=javascript%3Aalert(1)"],
    ["an extension", "#origin=chrome-extension%3A%2F%2Fabcd&file="],
    ["plain HTTP from afar", `#origin=http%3A%2F%2Feve.example&file=${node}`],
    ["a file that is no id", "#origin=http%3A%2F%2F127.0.0.1&file=..%2F.."],
    ["a broken escape", "#%E0%A4%A/"],
  ])("leads nowhere from %s", (_, hash) => {
    expect(parseEditorAddress(hash)).toBeNull();
    expect(parseFilesAddress(hash)).toBeNull();
  });

  it("drops a setup token of another shape", () => {
    expect(parseWelcomeAddress(`#origin=${encodeURIComponent(origin)}&setup=<b>`)?.setupToken).toBeNull();
  });
});
