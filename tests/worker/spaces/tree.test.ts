import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createNodeId, type NodeId, parseBlobId } from "../../../shared/ids.ts";
import type { FilePut, FolderPut, TreeOperation } from "../../../shared/log/operations.ts";
import { codeOf } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("the tree of a log", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });

  async function folder(parent: NodeId | null = null, by = alice): Promise<FolderPut> {
    const node = createNodeId();
    return { op: "folder.put", node, parent, revision: 1, meta: await by.meta("Folder", { node, parent }) };
  }
  const refusal = async (operation: TreeOperation, by = alice) => codeOf(by.send(await by.sign(operation)));

  describe("keeps the tree whole", () => {
    it("with parents that are folders and there", async () => {
      const { node } = await alice.createFile("a.bin", randomBytes(3));
      expect(await refusal(await folder(node))).toBe("ENTRY_REFUSED");
      expect(await refusal(await folder(createNodeId()))).toBe("ENTRY_REFUSED");
    });

    it("without a node that comes twice, or comes back", async () => {
      const put = await folder();
      await alice.append(put);
      expect(await refusal(put)).toBe("ENTRY_REFUSED");
      await alice.append({ op: "node.delete", node: put.node });
      expect(await refusal(put)).toBe("ENTRY_REFUSED");
      expect(await refusal({ op: "node.delete", node: put.node })).toBe("ENTRY_REFUSED");
    });

    it("without a folder in itself", async () => {
      const top = await alice.createFolder("top");
      const below = await alice.createFolder("below", top);
      const meta = await alice.meta("top", { node: top, parent: below, revision: 2 });
      const move = { op: "node.move", node: top, revision: 2, meta } as const;
      expect(await refusal({ ...move, parent: below })).toBe("ENTRY_REFUSED");
      expect(await refusal({ ...move, parent: top })).toBe("ENTRY_REFUSED");
    });

    it("at most 32 deep, moves included", async () => {
      let at: NodeId | null = null;
      for (let depth = 0; depth < 32; depth++) at = await alice.createFolder("deep", at);
      expect(await refusal(await folder(at))).toBe("FOLDER_TOO_DEEP");
      const aside = await alice.createFolder("aside");
      const inside = await alice.createFolder("inside", aside);
      const [above] = await door.sql("select parent from nodes where node = ?", at);
      const parent = (above as { parent: NodeId }).parent;
      const meta = await alice.meta("aside", { node: aside, parent, revision: 2 });
      expect(await refusal({ op: "node.move", node: aside, parent, revision: 2, meta })).toBe(
        "FOLDER_TOO_DEEP",
      );
      expect(await refusal({ op: "node.delete", node: inside })).toBe("200");
    });

    it("with revisions and versions that follow one another", async () => {
      const { node } = await alice.createFile("a.bin", randomBytes(3));
      expect(await codeOf(alice.saveVersion(node, 3, randomBytes(3)))).toBe("VERSION_CONFLICT");
      expect(await codeOf(alice.saveVersion(node, 2, randomBytes(3)))).toBe("200");
      const meta = await alice.meta("b.bin", { node, revision: 5 });
      expect(await refusal({ op: "node.rename", node, revision: 5, meta })).toBe("ENTRY_REFUSED");
      expect(await refusal({ op: "node.rename", node, revision: 3, meta })).toBe("200");
    });

    it("with at most 50000 items", async () => {
      await door.sql("update spaces set item_count = 50000 where space = ?", alice.space);
      expect(await refusal(await folder())).toBe("SPACE_FULL");
    });
  });

  describe("binds a version to its upload", () => {
    const put = async (
      changes: Partial<FilePut["version"]> = {},
      node = createNodeId(),
    ): Promise<FilePut> => {
      const version = { ...(await alice.upload(randomBytes(3), { node })), ...changes };
      const meta = await alice.meta("a.bin", { node });
      return { op: "file.put", node, parent: null, revision: 1, meta, version };
    };

    it.each([
      ["another header", { headerHash: randomBytes(32) }],
      ["another size", { paddedSizeBytes: 2048 }],
      ["a generation that is not there", { generation: 2 }],
      ["an upload that is not there", { blob: parseBlobId(toBase64Url(randomBytes(16))) }],
    ])("and refuses %s", async (_, changes) => {
      expect(await refusal(await put(changes))).toBe("ENTRY_REFUSED");
    });

    it("and refuses an upload for another file (A27)", async () => {
      const { version } = await put();
      expect(await refusal({ ...(await put()), version })).toBe("ENTRY_REFUSED");
    });

    it("and refuses an upload that is used already (A20)", async () => {
      const first = await put();
      await alice.append(first);
      expect(await refusal({ ...(await put()), version: first.version })).toBe("ENTRY_REFUSED");
    });

    it("and refuses an upload of somebody else's", async () => {
      const node = createNodeId();
      const { blob } = await mallory.upload(randomBytes(3), { node });
      expect(await refusal(await put({ blob }, node))).toBe("ENTRY_REFUSED");
    });

    it("and refuses an upload that did not finish", async () => {
      const node = createNodeId();
      const { header, record } = await alice.seal(randomBytes(3), { node });
      const version = { ...record, blob: parseBlobId(await alice.announce(header)) };
      const meta = await alice.meta("a.bin", { node });
      const operation: FilePut = { op: "file.put", node, parent: null, revision: 1, meta, version };
      expect(await refusal(operation)).toBe("BLOB_INCOMPLETE");
    });
  });

  it("deletes a folder with all in it, from the database and the bucket", async () => {
    const top = await alice.createFolder("top");
    const below = await alice.createFolder("below", top);
    const { node, version } = await alice.createFile("a.bin", randomBytes(3), below);
    const kept = await alice.createFile("b.bin", randomBytes(3));
    expect(await codeOf(alice.append({ op: "node.delete", node: top }))).toBe("200");
    expect(await codeOf(alice.ask("getContent", { params: { blob: version.blob } }))).toBe("NOT_FOUND");
    expect(await codeOf(alice.open(node))).toBe("NOT_FOUND");
    expect(await codeOf(alice.ask("getContent", { params: { blob: kept.version.blob } }))).toBe("200");
    expect((await env.BLOBS.list()).objects.map((object) => object.key)).toEqual([
      `blobs/${kept.version.blob}/0`,
    ]);
    expect(await door.sql("select item_count n from spaces where space = ?", alice.space)).toEqual([
      { n: 1 },
    ]);
  });
});
