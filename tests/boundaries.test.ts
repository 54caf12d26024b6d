import { describe, expect, it } from "vitest";
import { forbiddenImports, openersLinkedByWorker } from "./support/boundaries.ts";
import { cyclesIn, readTree } from "./support/imports.ts";

const tree = readTree();
const LINES_MAX = 250;
/** Tables and texts grow by rows, and are easier to read whole. */
const TABLES = [
  "shared/errors.ts",
  "shared/rights/matrix.ts",
  "shared/api/contract.ts",
  "extension/ui/strings/",
];
const VAGUE_FOLDERS = ["utils", "helpers", "common", "types"];

describe("boundaries of this tree", () => {
  it("lets nobody import past the table", () => expect(forbiddenImports(tree)).toEqual([]));

  it("has no ring of imports", () => expect(cyclesIn(tree)).toEqual([]));

  it("links nothing into the Worker that can open anything", () =>
    expect(openersLinkedByWorker(tree)).toEqual([]));

  it("has no folder without a subject", () =>
    expect(
      [...tree.keys()].filter((path) => path.split("/").some((part) => VAGUE_FOLDERS.includes(part))),
    ).toEqual([]));

  it("keeps files short", () =>
    expect(
      [...tree]
        .filter(([path]) => !TABLES.some((table) => path.startsWith(table)))
        .filter(([, source]) => source.split("\n").length > LINES_MAX + 1)
        .map(([path]) => path),
    ).toEqual([]));
});

describe("the check itself", () => {
  const of = (files: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(files));

  it.each([
    ["shared that reaches out", "shared/a.ts", 'import { x } from "../worker/db.ts";'],
    ["shared with a package of its own", "shared/a.ts", 'import { zip } from "fflate";'],
    [
      "an extension that knows the worker",
      "extension/api/a.ts",
      'import type { X } from "../../worker/a.ts";',
    ],
    ["a worker that knows the extension", "worker/a.ts", 'export { x } from "../extension/vault/keys.ts";'],
    ["a content script with keys", "extension/content/a.ts", 'import { open } from "../vault/keys.ts";'],
    [
      "a content script with the network",
      "extension/content/a.ts",
      'const x = await import("../api/client.ts");',
    ],
    ["a component with storage", "extension/ui/A.tsx", 'import browser from "webextension-polyfill";'],
    ["a component with a use case", "extension/ui/A.tsx", 'import {\n  a,\n  b,\n} from "../files/put.ts";'],
    ["a background with components", "extension/background/a.ts", 'import "../ui/Icon.tsx";'],
  ])("catches %s", (_, path, source) => expect(forbiddenImports(of({ [path]: source }))).toHaveLength(1));

  it("lets the straight ways pass", () =>
    expect(
      forbiddenImports(
        of({
          "shared/a.ts": 'import { encode } from "cborg";\nimport { b } from "./crypto/b.ts";',
          "worker/a.ts": 'import { Hono } from "hono/tiny";\nimport { b } from "../shared/b.ts";',
          "extension/content/a.ts": 'import { b } from "../messages/send.ts";',
        }),
      ),
    ).toEqual([]));

  it("finds a ring, and takes type imports for none", () => {
    const ring = { "shared/a.ts": 'import "./b.ts";', "shared/b.ts": 'import { a } from "./a.ts";' };
    expect(cyclesIn(of(ring))).toEqual([["shared/a.ts", "shared/b.ts", "shared/a.ts"]]);
    expect(cyclesIn(of({ ...ring, "shared/b.ts": 'import type { A } from "./a.ts";' }))).toEqual([]);
  });

  it("finds an opener behind other files", () =>
    expect(
      openersLinkedByWorker(
        of({
          "worker/index.ts": 'import "../shared/a.ts";',
          "shared/a.ts": 'import { b } from "./b.ts";\nimport bytes from "@phi-ag/argon2/argon2.wasm";',
          "shared/b.ts": "export async function openChunk() {}",
        }),
      ),
    ).toEqual(["@phi-ag/argon2", "shared/b.ts"]));
});
