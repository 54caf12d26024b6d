import { describe, expect, it, test } from "vitest";
import {
  destinationAddress,
  editorAddress,
  type FilesPlace,
  filesAddress,
  parseEditorAddress,
  parseFilesAddress,
  parseWelcomeAddress,
  placeAddress,
  welcomeAddress,
} from "../../../extension/state/page-address.ts";
import { createNodeId, parsePortalOrigin, parseSpaceId } from "../../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787/private");
const node = createNodeId();
const space = parseSpaceId("A".repeat(43));
const setupToken = "A".repeat(43);
const hashOf = (address: string): string => address.slice(address.indexOf("#"));

describe("page address", () => {
  it("comes back as it was made", () => {
    expect(parseFilesAddress(hashOf(filesAddress(origin)))).toEqual({
      origin,
      place: { section: "private", folder: null },
    });
    expect(parseFilesAddress(hashOf(filesAddress(origin, node)))).toEqual({
      origin,
      place: { section: "private", folder: node },
    });
    expect(parseEditorAddress(hashOf(editorAddress(origin, node)))).toEqual({ origin, file: node });
    expect(parseEditorAddress(hashOf(editorAddress(origin, node, space)))).toEqual({
      origin,
      file: node,
      space,
    });
    const next = { page: "file", file: node, space } as const;
    expect(parseWelcomeAddress(hashOf(welcomeAddress(origin, { setupToken, next })))).toEqual({
      origin,
      setupToken,
      invite: null,
      next,
    });
  });

  it.each<FilesPlace>([
    { section: "private", folder: null },
    { section: "private", folder: node },
    { section: "shared" },
    { section: "rooms" },
    { section: "room", space, folder: null },
    { section: "room", space, folder: node },
    { section: "archive" },
    { section: "trash" },
  ])("of $section comes back as it was made, also by way of signing in", (place) => {
    expect(parseFilesAddress(hashOf(placeAddress(origin, place)))).toEqual({ origin, place });
    const next = { page: "files", place } as const;
    const found = parseWelcomeAddress(hashOf(welcomeAddress(origin, { next })))?.next ?? null;
    expect(destinationAddress(origin, found)).toBe(placeAddress(origin, place));
  });

  it("leads on to what was asked for, or to the Private Room", () => {
    expect(destinationAddress(origin, { page: "file", file: node })).toBe(editorAddress(origin, node));
    expect(destinationAddress(origin, { page: "file", file: node, space })).toBe(
      editorAddress(origin, node, space),
    );
    const place = { section: "private", folder: node } as const;
    expect(destinationAddress(origin, { page: "files", place })).toBe(filesAddress(origin, node));
    expect(destinationAddress(origin, null)).toBe(filesAddress(origin));
  });

  test.each([
    ["nothing", ""],
    ["a script", "#origin=javascript%3Aalert(1)"],
    ["an extension", "#origin=chrome-extension%3A%2F%2Fabcd&file="],
    ["plain HTTP from afar", `#origin=http%3A%2F%2Feve.example&file=${node}`],
    ["a file that is no id", "#origin=http%3A%2F%2F127.0.0.1&file=..%2F.."],
    ["a broken escape", "#%E0%A4%A/"],
    ["a room that is no id", "#http%3A%2F%2F127.0.0.1/rooms/AAAA"],
    ["a longer way", `#http%3A%2F%2F127.0.0.1/rooms/${space}/${node}/x`],
    ["an unknown section", "#http%3A%2F%2F127.0.0.1/everything"],
  ])("leads nowhere from %s", (_, hash) => {
    expect(parseEditorAddress(hash)).toBeNull();
    expect(parseFilesAddress(hash)).toBeNull();
  });

  it("drops a setup token of another shape", () => {
    expect(parseWelcomeAddress(`#origin=${encodeURIComponent(origin)}&setup=<b>`)?.setupToken).toBeNull();
  });
});
