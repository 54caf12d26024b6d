import { describe, expect, it, test } from "vitest";
import { asSealed } from "../../../shared/bytes.ts";
import { createBlobId, createNodeId, type NodeId } from "../../../shared/ids.ts";
import type { TreeOperation, VersionRecord } from "../../../shared/log/operations.ts";
import {
  checkTreeOperation,
  FOLDER_DEPTH_MAX,
  type NodeFacts,
  SPACE_ITEMS_MAX,
  type TreeView,
} from "../../../shared/log/tree-rules.ts";

const meta = asSealed(new Uint8Array(64));
const [top, inside, file, gone, fresh] = [1, 2, 3, 4, 5].map(() => createNodeId()) as [
  NodeId,
  NodeId,
  NodeId,
  NodeId,
  NodeId,
];

const folder = (parent: NodeId | null): NodeFacts => ({
  kind: "folder",
  parent,
  revision: 1,
  versionNumber: 0,
  trashedBy: null,
  sharedAs: null,
});
const nodes = new Map<NodeId, NodeFacts>([
  [top, folder(null)],
  [inside, folder(top)],
  [file, { ...folder(inside), kind: "file", revision: 4, versionNumber: 3 }],
]);
const heights = new Map([
  [top, 2],
  [inside, 1],
]);
const view: TreeView = {
  kind: "personal",
  fileNode: null,
  node: (id) => nodes.get(id),
  isSpent: (id) => id === gone || nodes.has(id),
  heightOf: (id) => heights.get(id) ?? 0,
  itemCount: 3,
  generation: 1,
};
const version = (number: number, generation = 1): VersionRecord => ({
  number,
  generation,
  blob: createBlobId(),
  headerHash: new Uint8Array(32),
  tagsDigest: new Uint8Array(32),
  paddedSizeBytes: 1024,
  wrappedKey: asSealed(new Uint8Array(68)),
});

const putFolder = (node: NodeId, parent: NodeId | null): TreeOperation => ({
  op: "folder.put",
  node,
  parent,
  revision: 1,
  meta,
});
const putFile = (node: NodeId, parent: NodeId | null, record = version(1)): TreeOperation => ({
  op: "file.put",
  node,
  parent,
  revision: 1,
  meta,
  version: record,
});
const save = (node: NodeId, revision: number, record: VersionRecord): TreeOperation => ({
  op: "file.version",
  node,
  revision,
  meta,
  version: record,
});
const rename = (node: NodeId, revision: number): TreeOperation => ({
  op: "node.rename",
  node,
  revision,
  meta,
});
const move = (node: NodeId, parent: NodeId | null, revision: number): TreeOperation => ({
  op: "node.move",
  node,
  parent,
  revision,
  meta,
});

const outcome = (operation: TreeOperation, of: TreeView = view): string => {
  try {
    checkTreeOperation(of, operation);
    return "fits";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("a change of the tree", () => {
  test.each<[string, TreeOperation, string]>([
    ["a new folder at the top", putFolder(fresh, null), "fits"],
    ["a new folder in a folder", putFolder(fresh, inside), "fits"],
    ["a new folder in a file", putFolder(fresh, file), "ENTRY_REFUSED"],
    ["a new folder in nothing", putFolder(fresh, createNodeId()), "ENTRY_REFUSED"],
    ["a folder that is there already", putFolder(top, null), "ENTRY_REFUSED"],
    ["a folder that was deleted (A34)", putFolder(gone, null), "ENTRY_REFUSED"],
    ["a new file", putFile(fresh, top), "fits"],
    ["a new file that starts at version 2", putFile(fresh, top, version(2)), "VERSION_CONFLICT"],
    ["a new file under an old key", putFile(fresh, top, version(1, 2)), "ENTRY_REFUSED"],
    ["the next version", save(file, 5, version(4)), "fits"],
    ["the same version again", save(file, 5, version(3)), "VERSION_CONFLICT"],
    ["a version too far", save(file, 5, version(5)), "VERSION_CONFLICT"],
    ["the next version at a wrong revision", save(file, 4, version(4)), "ENTRY_REFUSED"],
    ["a version of a folder", save(top, 2, version(1)), "ENTRY_REFUSED"],
    ["a version of nothing", save(gone, 2, version(1)), "ENTRY_REFUSED"],
    ["a rename", rename(file, 5), "fits"],
    ["a rename at an old revision", rename(file, 4), "ENTRY_REFUSED"],
    ["a rename of nothing", rename(gone, 2), "ENTRY_REFUSED"],
    ["a move to the top", move(file, null, 5), "fits"],
    ["a move to where it is", move(file, inside, 5), "ENTRY_REFUSED"],
    ["a move into itself", move(top, top, 2), "ENTRY_REFUSED"],
    ["a move into its own folder", move(top, inside, 2), "ENTRY_REFUSED"],
    ["a move into a file", move(inside, file, 2), "ENTRY_REFUSED"],
    ["a delete", { op: "node.delete", node: top }, "fits"],
    ["a delete of nothing", { op: "node.delete", node: gone }, "ENTRY_REFUSED"],
  ])("%s: %s", (_what, operation, expected) => {
    expect(outcome(operation)).toBe(expected);
  });

  it("stops at the deepest folder, and counts what comes along in a move", () => {
    const chain = Array.from({ length: FOLDER_DEPTH_MAX }, () => createNodeId());
    const deep = new Map(chain.map((id, level) => [id, folder(chain[level - 1] ?? null)]));
    const deepView: TreeView = { ...view, node: (id) => deep.get(id) ?? nodes.get(id) };
    expect(outcome(putFolder(fresh, chain.at(-2)!), deepView)).toBe("fits");
    expect(outcome(putFolder(fresh, chain.at(-1)!), deepView)).toBe("FOLDER_TOO_DEEP");
    expect(outcome(move(top, chain.at(-4)!, 2), deepView)).toBe("fits");
    expect(outcome(move(top, chain.at(-3)!, 2), deepView)).toBe("FOLDER_TOO_DEEP");
  });

  it("does not go round for ever in a loop that somebody made", () => {
    const [a, b] = [createNodeId(), createNodeId()];
    const loop = new Map([
      [a, folder(b)],
      [b, folder(a)],
    ]);
    expect(outcome(putFolder(fresh, a), { ...view, node: (id) => loop.get(id) })).toBe("ENTRY_REFUSED");
  });

  it("stops when the space is full", () => {
    const full = { ...view, itemCount: SPACE_ITEMS_MAX };
    expect(outcome(putFolder(fresh, null), full)).toBe("SPACE_FULL");
    expect(outcome(rename(file, 5), full)).toBe("fits");
  });
});
