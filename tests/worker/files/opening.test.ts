import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import type { SpaceId } from "../../../shared/ids.ts";
import { get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("opening a file", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });
  const open = (node: string, body: { space?: SpaceId; from?: number; portalFrom?: number } = {}) =>
    get(door, "openFile", {
      token: alice.token,
      params: { node },
      body: { space: null, from: 0, portalFrom: 0, ...body },
    });

  it("gives both logs, the lockboxes, the newest content's header and a ticket in one answer", async () => {
    const { node } = await alice.createFile("a.docx", randomBytes(3));
    const second = await alice.upload(randomBytes(5), { node, version: 2 });
    const meta = await alice.meta("a.docx", { node, revision: 2 });
    await alice.append({ op: "file.version", node, revision: 2, meta, version: second });
    const { header } = await get(door, "getBlob", { token: alice.token, params: { blob: second.blob } });
    const log = { token: alice.token, params: { space: alice.space, from: 0 } };
    const portal = await get(door, "getPortalLog", { token: alice.token, params: { from: 0 } });
    expect(await open(node)).toEqual({
      ...(await get(door, "getSpace", log)),
      space: alice.space,
      portal,
      content: { blob: second.blob, header },
      ticket: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
  });

  it("finds a file's space by its id alone, and takes `from` only for that space", async () => {
    const { node } = await alice.createFile("a.bin", randomBytes(3));
    expect(await open(node)).toMatchObject({ space: alice.space, head: alice.head });
    expect((await open(node, { space: alice.space, from: 1 })).entries).toHaveLength(1);
    expect((await open(node, { space: mallory.space, from: 1 })).entries).toHaveLength(2);
    expect((await open(node, { portalFrom: 1 })).portal.entries).toEqual([]);
  });

  it("says that a folder has no content", async () => {
    expect((await open(await alice.createFolder("Folder"))).content).toBeNull();
  });

  it("lets the ticket into that document's socket", async () => {
    const { node } = await alice.createFile("a.docx", randomBytes(3));
    const { ticket } = await open(node);
    const reply = await door.fetch(`/api/live/${node}`, { headers: { upgrade: "websocket" } });
    const { webSocket } = reply as Response & { webSocket: WebSocket };
    const heard = new Promise((resolve) =>
      webSocket.addEventListener("message", ({ data }) => resolve(JSON.parse(data as string))),
    );
    webSocket.accept();
    webSocket.send(JSON.stringify({ ticket }));
    expect(await heard).toMatchObject({ kind: "admitted", space: alice.space, head: alice.head });
    webSocket.close();
  });

  it("works without a ticket when none is to be had", async () => {
    const broken = { getByName: () => ({ issueTicket: () => Promise.reject(new Error("away")) }) };
    door = await openDoor({ LIVE: broken as never });
    ({ alice } = await world(door));
    const { node } = await alice.createFile("a.docx", randomBytes(3));
    expect(await open(node)).toMatchObject({ head: alice.head, ticket: null });
  });
});
