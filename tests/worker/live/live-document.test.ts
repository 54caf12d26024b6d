import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LIVE_PING, LIVE_PONG } from "../../../shared/api/live.ts";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createNodeId, type NodeId } from "../../../shared/ids.ts";
import { LIVE_SILENT_MAX } from "../../../worker/limits.ts";
import { ask, codeOf, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

interface Socket {
  readonly socket: WebSocket;
  readonly heard: unknown[];
  readonly closed: number[];
}

const NOTHING = { alarm: null, tables: [], tickets: [] };

describe("a live document", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  let node: NodeId;
  const sockets: WebSocket[] = [];
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
    ({ node } = await alice.createFile("a.docx", randomBytes(3)));
  });
  afterEach(() => {
    vi.useRealTimers();
    for (const socket of sockets.splice(0)) socket.close();
  });

  async function knock(at: NodeId = node, options?: WebSocketAcceptOptions): Promise<Socket> {
    const reply = await door.fetch(`/api/live/${at}`, { headers: { upgrade: "websocket" } });
    const socket = (reply as Response & { webSocket: WebSocket }).webSocket;
    const heard: unknown[] = [];
    const closed: number[] = [];
    socket.addEventListener("message", ({ data }) => {
      heard.push(data === LIVE_PONG ? data : JSON.parse(data as string));
    });
    socket.addEventListener("close", ({ code }) => void closed.push(code));
    socket.accept(options);
    sockets.push(socket);
    return { socket, heard, closed };
  }
  /** Past the route, as fast as the object takes sockets. */
  async function knockAtObject(): Promise<WebSocket> {
    const reply = await env.LIVE.getByName(node).fetch(door.origin, { headers: { upgrade: "websocket" } });
    const socket = reply.webSocket as WebSocket;
    socket.accept();
    return socket;
  }
  const knockCode = (at: NodeId = node) =>
    codeOf(door.fetch(`/api/live/${at}`, { headers: { upgrade: "websocket" } }));
  /** What the document would cost and tell while nobody uses it. */
  const leftIn = (at: NodeId) =>
    runInDurableObject(env.LIVE.getByName(at), async (_, { storage }) => ({
      alarm: await storage.getAlarm(),
      tables: storage.sql.exec("select name from sqlite_master where name not like '_cf_%'").toArray(),
      tickets: [...storage.kv.list()],
    }));
  const ticketFor = async (who: Client, at: NodeId = node): Promise<string> =>
    (await get(door, "createLiveTicket", { token: who.token, params: { node: at } })).ticket;

  async function enter(
    who: Client,
    { at = node, ...options }: WebSocketAcceptOptions & { at?: NodeId } = {},
  ): Promise<Socket> {
    const ticket = await ticketFor(who, at);
    const entered = await knock(at, options);
    entered.socket.send(JSON.stringify({ ticket }));
    await expect.poll(() => entered.heard).toMatchObject([{ kind: "admitted", head: who.head }]);
    return entered;
  }

  it("tells alice's second tab at once that the first one saved", async () => {
    const [first, second] = [await enter(alice), await enter(alice)];
    expect(await codeOf(alice.saveVersion(node, 2, randomBytes(5)))).toBe("200");
    const news = { kind: "head", space: alice.space, head: alice.head };
    await expect.poll(() => [first.heard[1], second.heard[1]]).toEqual([news, news]);
  });

  it("hears that it is gone when a folder above it is deleted, and a document elsewhere hears nothing", async () => {
    const top = await alice.createFolder("top");
    const inside = await alice.createFile("b.docx", randomBytes(3), await alice.createFolder("below", top));
    const outside = await enter(alice);
    const { heard } = await enter(alice, { at: inside.node });
    await alice.append({ op: "node.delete", node: top });
    await expect.poll(() => heard[1]).toEqual({ kind: "head", space: alice.space, head: alice.head });
    expect(outside.heard).toHaveLength(1);
  });

  it("hears that it was renamed, moved and deleted", async () => {
    const parent = await alice.createFolder("Folder");
    const { heard } = await enter(alice);
    const renamed = await alice.meta("b.docx", { node, revision: 2 });
    await alice.append({ op: "node.rename", node, revision: 2, meta: renamed });
    const moved = await alice.meta("b.docx", { node, parent, revision: 3 });
    await alice.append({ op: "node.move", node, parent, revision: 3, meta: moved });
    await alice.append({ op: "node.delete", node });
    await expect.poll(() => heard[4]).toEqual({ kind: "rights", mayWrite: false });
  });

  it("still knows who listens after it slept", async () => {
    const { heard } = await enter(alice);
    await evictDurableObject(env.LIVE.getByName(node), { webSockets: "hibernate" });
    await alice.saveVersion(node, 2, randomBytes(5));
    await expect.poll(() => heard).toHaveLength(2);
  });

  it("answers a ping without a word to anybody else", async () => {
    const { socket, heard } = await enter(alice);
    socket.send(LIVE_PING);
    await expect.poll(() => heard).toMatchObject([{ kind: "admitted" }, LIVE_PONG]);
  });

  it("gives no ticket to a stranger (A75)", async () => {
    expect(await codeOf(mallory.ask("createLiveTicket", { params: { node } }))).toBe("NOT_FOUND");
    expect(await codeOf(ask(door, "createLiveTicket", { params: { node } }))).toBe("SESSION_MISSING");
  });

  it("tells mallory nothing, who has a document of the same id", async () => {
    const meta = await mallory.meta("Mine", { node });
    await mallory.append({ op: "folder.put", node, parent: null, revision: 1, meta });
    const [hers, his] = [await enter(mallory), await enter(alice)];
    await alice.saveVersion(node, 2, randomBytes(5));
    await expect.poll(() => his.heard).toHaveLength(2);
    expect(hers.heard).toMatchObject([{ kind: "admitted", space: mallory.space }]);
  });

  it.each([
    ["no JSON", "hello"],
    ["a made-up ticket", JSON.stringify({ ticket: toBase64Url(randomBytes(32)) })],
    ["a long text", "x".repeat(100_000)],
    ["bytes", randomBytes(40)],
  ])("closes the socket of whoever sends %s first", async (_, message) => {
    await ticketFor(alice);
    const { socket, heard, closed } = await knock();
    socket.send(message);
    await expect.poll(() => closed).toEqual([1008]);
    expect(heard).toEqual([]);
  });

  it("takes a ticket once", async () => {
    const [ticket] = [await ticketFor(alice), await ticketFor(alice)];
    const [first, again] = [await knock(), await knock()];
    first.socket.send(JSON.stringify({ ticket }));
    await expect.poll(() => first.heard).toHaveLength(1);
    again.socket.send(JSON.stringify({ ticket }));
    await expect.poll(() => again.closed).toEqual([1008]);
  });

  it("takes a ticket for one document", async () => {
    const other = await alice.createFile("b.docx", randomBytes(3));
    await ticketFor(alice, other.node);
    const elsewhere = await knock(other.node);
    elsewhere.socket.send(JSON.stringify({ ticket: await ticketFor(alice) }));
    await expect.poll(() => elsewhere.closed).toEqual([1008]);
  });

  it("takes a ticket for a minute", async () => {
    const ticket = await ticketFor(alice);
    const late = await knock();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    late.socket.send(JSON.stringify({ ticket }));
    await vi.waitFor(() => expect(late.closed).toEqual([1008]));
    expect(await knockCode()).toBe("NOT_FOUND");
  });

  it("is not there for whoever no ticket waits for, and keeps nothing of the knock", async () => {
    const nobodys = createNodeId();
    expect(await knockCode(nobodys)).toBe("NOT_FOUND");
    expect(await knockCode()).toBe("NOT_FOUND");
    expect(await leftIn(nobodys)).toEqual(NOTHING);
    expect(await leftIn(node)).toEqual(NOTHING);
    await enter(alice);
    expect(await knockCode()).toBe("NOT_FOUND");
  });

  it("keeps nothing once its tickets are used or over, and still tells who is in", async () => {
    const { heard } = await enter(alice);
    await ticketFor(alice);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    await runDurableObjectAlarm(env.LIVE.getByName(node));
    vi.useRealTimers();
    expect(await leftIn(node)).toEqual(NOTHING);
    await alice.saveVersion(node, 2, randomBytes(5));
    await expect.poll(() => heard).toHaveLength(2);
    await enter(alice);
  });

  it("lets alice in past a crowd that shows no ticket, and drops none who are in", async () => {
    const before = await enter(alice);
    const ticket = await ticketFor(alice);
    const first = await knock();
    for (let at = 0; at < LIVE_SILENT_MAX; at++) sockets.push(await knockAtObject());
    const late = await knock();
    late.socket.send(JSON.stringify({ ticket }));
    await expect.poll(() => late.heard).toMatchObject([{ kind: "admitted" }]);
    await expect.poll(() => first.closed).toEqual([1008]);
    expect(before.closed).toEqual([]);
  });

  it("has nothing more to hear from a client once he is in", async () => {
    const { socket, closed } = await enter(alice);
    socket.send(JSON.stringify({ ticket: await ticketFor(alice) }));
    await expect.poll(() => closed).toEqual([1008]);
  });

  it("tells alice's tab although another one never answers that its socket was closed", async () => {
    const stuck = await enter(alice, { allowHalfOpen: true });
    const { heard } = await enter(alice);
    stuck.socket.send("a second message");
    await expect.poll(() => stuck.closed).toEqual([1008]);
    await alice.saveVersion(node, 2, randomBytes(5));
    await expect.poll(() => heard).toHaveLength(2);
  });

  it("closes whoever shows no ticket in ten seconds, and nobody else", async () => {
    await ticketFor(alice);
    const silent = await knock();
    const { closed } = await enter(alice);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
    await runDurableObjectAlarm(env.LIVE.getByName(node));
    await vi.waitFor(() => expect(silent.closed).toEqual([1008]));
    expect(closed).toEqual([]);
  });

  it("keeps no ticket that could be read", async () => {
    const ticket = await ticketFor(alice);
    const rows = await runInDurableObject(env.LIVE.getByName(node), (_, { storage }) =>
      JSON.stringify([...storage.kv.list()]),
    );
    expect(rows).toContain(alice.space);
    expect(rows).not.toContain(ticket);
  });

  it("refuses other web pages, ids of another form, and what is no socket", async () => {
    const at = (path: string, headers: Record<string, string>) => codeOf(door.fetch(path, { headers }));
    const upgrade = "websocket";
    expect(await at(`/api/live/${node}`, { upgrade, origin: "https://evil.example" })).toBe("ORIGIN_REFUSED");
    expect(await at("/api/live/x", { upgrade })).toBe("OBJECT_MALFORMED");
    expect(await at(`/api/live/${node}`, {})).toBe("METHOD_REFUSED");
  });
});
