import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { createFile, stop } from "../../extension/files/create-file.ts";
import { deleteFromTrash, emptyTrash, listTrash } from "../../extension/files/trash.ts";
import { createFolder, deleteNode } from "../../extension/files/tree.ts";
import { createRoom } from "../../extension/spaces/rooms.ts";
import { freshSpace } from "../../extension/spaces/sync-space.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { setUpAlice } from "../support/extension-world.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Alice's trash, against the real Worker. */

let server: TestServer;
let origin: PortalOrigin;
let space: SpaceId;
let inside: NodeId;
let folder: NodeId;
let beside: NodeId;

const add = async (name: string, parent: NodeId | null): Promise<NodeId> => {
  const created = await createFile({
    ...{ space: await freshSpace(origin, space), parent, name, content: new Blob([name]), modifiedAtMs: 1 },
    ...{ chooseName: stop, signal: new AbortController().signal, onProgress: () => undefined },
  });
  return created.node;
};
const left = async (): Promise<number> => (await freshSpace(origin, space)).state.nodes.size;

beforeAll(async () => {
  server = await startServer();
  ({ origin } = await setUpAlice(server));
  space = await createRoom({ origin, title: "Plans", colour: 1, roomType: "Custom", members: [] });
});
afterAll(() => server.close());

describe("the trash with a folder and what was deleted from it before", () => {
  beforeEach(async () => {
    folder = await createFolder(await freshSpace(origin, space), null, "Folder");
    inside = await add("Inside.txt", folder);
    beside = await add("Beside.txt", null);
    for (const node of [inside, folder, beside]) await deleteNode(await freshSpace(origin, space), node);
    expect(await listTrash(origin)).toHaveLength(3);
  });

  it("is emptied to the end", async () => {
    expect(await emptyTrash(origin)).toBe(3);
    expect(await listTrash(origin)).toEqual([]);
    expect(await left()).toBe(0);
  });

  it("loses both when both are chosen", async () => {
    for (const node of [folder, inside, beside]) await deleteFromTrash({ origin, space, node });
    expect(await left()).toBe(0);
  });
});
