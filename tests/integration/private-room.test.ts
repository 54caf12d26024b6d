import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDocument, saveDocument } from "../../extension/files/document.ts";
import { listRecent } from "../../extension/files/recent-files.ts";
import { listVersions } from "../../extension/files/versions.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import type { NodeId } from "../../shared/ids.ts";
import { addFile } from "../support/alice.ts";
import { openPrivateRoom, type PrivateRoomWorld } from "../support/private-room.ts";

/** The Private Room as a page has it, against the real Worker. */

let { origin, room, settle, close } = {} as PrivateRoomWorld;
beforeAll(async () => {
  ({ origin, room, settle, close } = await openPrivateRoom());
});
afterEach(() => settle());
afterAll(() => close());

const names = () => room.rows.value.map(({ name }) => name);
const file = (name: string, size = 10) => ({ path: [name], file: new File([new Uint8Array(size)], name) });
const nodeOf = (name: string): NodeId => {
  const row = room.rows.value.find((each) => each.name === name);
  if (!row) throw new Error(`no ${name} among ${names().join(", ")}`);
  return row.node;
};

describe("the Private Room", () => {
  it("is ready and empty at first", () => {
    expect(room.state.value).toEqual({ status: "ready" });
    expect(names()).toEqual([]);
  });

  it("gets new documents and folders, with a number when the name is taken", async () => {
    await room.createDocument("docx", "Document.docx");
    await room.createDocument("xlsx", "Sheet.xlsx");
    await room.createDocument("pptx", "Slides.pptx");
    await room.createDocument("docx", "DOCUMENT.docx");
    await room.createFolder("New folder");
    await room.createFolder("New folder");
    expect(names()).toEqual([
      "New folder",
      "New folder (2)",
      "DOCUMENT (2).docx",
      "Document.docx",
      "Sheet.xlsx",
      "Slides.pptx",
    ]);
    expect(room.rows.value[2]).toMatchObject({ changedByName: "Alice", kind: "file", isPending: false });
  });

  it("takes whole folders, empty ones, too", async () => {
    const items = [
      { path: ["Trip"], file: null },
      { path: ["Trip", "Empty"], file: null },
      { path: ["Trip", "2026", "a.txt"], file: new File(["a"], "a.txt") },
      { path: ["Trip", "b.txt"], file: new File([""], "b.txt") },
    ];
    await room.upload(items, null);
    await room.refresh();
    room.openFolder(nodeOf("Trip"));
    expect(names()).toEqual(["2026", "Empty", "b.txt"]);
    expect(room.path.value.map(({ name }) => name)).toEqual(["", "Trip"]);
    expect(room.search("A.TXT").map(({ name }) => name)).toEqual(["a.txt"]);
    expect(room.transfers.value.map(({ status }) => status)).toEqual(["done", "done"]);
  });

  it("asks before it keeps both, once for all when told so, and stops when told so", async () => {
    await room.upload([file("Same.txt")], null);
    await room.refresh();
    const kept = room.upload([file("same.txt"), file("SAME.txt")], null);
    await expect.poll(() => room.question.value?.suggested).toBe("same (2).txt");
    room.question.value?.answer("keepBothAll");
    await kept;
    const stopped = room.upload([file("Same.txt")], null);
    await expect.poll(() => room.question.value).not.toBeNull();
    room.question.value?.answer("stop");
    await stopped;
    await room.refresh();
    expect(names().filter((name) => /same/i.test(name ?? ""))).toHaveLength(3);
    expect(room.transfers.value.at(-1)).toMatchObject({ status: "failed", code: "NAME_TAKEN" });
  });

  it.each([["a/b.txt"], [".."], ["x".repeat(300)], ["evil\u202Etxt.exe"], ["nul\u0000.txt"]])(
    "does not take the name %j",
    async (name) => {
      await room.upload([{ path: [name], file: new File(["x"], "x") }], null);
      expect(room.transfers.value[0]).toMatchObject({ status: "failed", code: "NAME_INVALID" });
      expect(room.transfers.value[0]?.retry).toBeUndefined();
    },
  );

  it.each([
    ["constructor"],
    ["__proto__"],
    ["toString.txt"],
    ["😀 émoji 漢字.txt"],
    ["<img onerror=alert(1)>.txt"],
  ])("takes the name %j like any other (A68)", async (name) => {
    await room.upload([{ path: [name], file: new File(["x"], "x") }], null);
    await room.refresh();
    expect(names()).toContain(name);
  });

  it("renames, moves and deletes, and refuses a taken or impossible name at once", async () => {
    await addFile(origin, "Old.txt");
    await room.refresh();
    const node = nodeOf("Old.txt");
    expect(room.problemOfName(node, "SHEET.xlsx")).toBe("NAME_TAKEN");
    expect(room.problemOfName(node, "a/b")).toBe("NAME_INVALID");
    expect(room.problemOfName(node, "old.TXT")).toBeNull();
    await expect(room.rename(node, "sheet.xlsx")).rejects.toMatchObject({ code: "NAME_TAKEN" });
    await room.rename(node, "New.txt");
    await room.move([node], nodeOf("New folder"));
    await room.refresh();
    expect(names()).not.toContain("New.txt");
    await room.remove([nodeOf("New folder"), node]);
    await room.refresh();
    expect(names()).not.toContain("New folder");
  });

  it("lists versions and what was changed last", async () => {
    const node = await addFile(origin, "Versions.txt", "one");
    const opened = await openDocument({ origin, node });
    await saveDocument({ opened, bytes: asPlain(utf8("two two")) });
    const versions = await listVersions({ origin, node });
    expect(versions.map(({ version, sizeBytes, byName }) => [version, sizeBytes, byName])).toEqual([
      [1, 3, "Alice"],
      [2, 7, "Alice"],
    ]);
    expect((await listRecent(origin))[0]).toMatchObject({ name: "Versions.txt", space: opened.space });
  });
});
