import { expect } from "vitest";
import type { LiveNewsSent, LiveSaying } from "../../../shared/api/live.ts";
import { asPlain, type Bytes, randomBytes, readU32, readU64, toBase64Url } from "../../../shared/bytes.ts";
import { type LiveSessionId, type NodeId, parseLiveSessionId } from "../../../shared/ids.ts";
import { createFrameSealer, type FrameSealer } from "../../../shared/live/frame.ts";
import type { FrameKind } from "../../../shared/live/frame-check.ts";
import type { Resident } from "../../support/portal.ts";
import type { Room } from "../../support/rooms.ts";

/** One page that has a document open: what it sends, and all that it heard. */

export const createSession = (): LiveSessionId => parseLiveSessionId(toBase64Url(randomBytes(16)));

interface Heard {
  readonly position: number;
  readonly wire: Bytes;
}

function* framesOf(message: Bytes): Generator<Heard> {
  for (let at = 0; at < message.length; ) {
    const length = readU32(message, at + 8);
    yield { position: readU64(message, at), wire: message.slice(at + 12, at + 12 + length) };
    at += 12 + length;
  }
}

type Kind = LiveNewsSent["kind"];
type NewsOf<K extends Kind> = Extract<LiveNewsSent, { kind: K }>;

export class Page {
  readonly socket: WebSocket;
  readonly who: Resident;
  readonly room: Room;
  readonly node: NodeId;
  readonly news: LiveNewsSent[] = [];
  readonly frames: Heard[] = [];
  readonly closed: string[] = [];
  /** How many binary messages came. */
  packs = 0;

  constructor(socket: WebSocket, at: { who: Resident; room: Room; node: NodeId }) {
    this.socket = socket;
    this.who = at.who;
    this.room = at.room;
    this.node = at.node;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => this.#hear(data as string | ArrayBuffer));
    socket.addEventListener("close", ({ code, reason }) => void this.closed.push(`${code} ${reason}`));
    socket.accept();
  }

  #hear(data: string | ArrayBuffer): void {
    if (typeof data === "string") return void this.news.push(JSON.parse(data));
    this.packs++;
    this.frames.push(...framesOf(new Uint8Array(data)));
  }

  say = (saying: LiveSaying): void => this.socket.send(JSON.stringify(saying));
  send = (...wires: readonly Bytes[]): void => wires.forEach((wire) => void this.socket.send(wire));

  all<K extends Kind>(kind: K): NewsOf<K>[] {
    return this.news.filter((each): each is NewsOf<K> => each.kind === kind);
  }

  /** The `nth` news of a kind, once it is here. */
  async hears<K extends Kind>(kind: K, nth = 1): Promise<NewsOf<K>> {
    await expect.poll(() => this.all(kind).length, { timeout: 5000 }).toBeGreaterThanOrEqual(nth);
    return this.all(kind)[nth - 1]!;
  }

  codes = (): string[] => this.all("refused").map(({ code }) => code);
  positions = (): number[] => this.frames.map(({ position }) => position);

  sealer(session: LiveSessionId, generation = this.room.now.generation): Promise<FrameSealer> {
    const { room, node, who } = this;
    const place = { space: room.space, node, session, author: who.user, generation };
    return createFrameSealer({ ...place, spaceKey: room.now.spaceKey, signKey: who.person.signKey });
  }
}

export const sealed = (sealer: FrameSealer, kind: FrameKind, sizeBytes = 20): Promise<Bytes> =>
  sealer.seal(kind, asPlain(new Uint8Array(sizeBytes)));

/** Frames of one kind, in their order. */
export async function sealedMany(sealer: FrameSealer, kind: FrameKind, count: number): Promise<Bytes[]> {
  const wires: Bytes[] = [];
  for (let at = 0; at < count; at++) wires.push(await sealed(sealer, kind));
  return wires;
}

interface Opening {
  readonly room: Room;
  readonly node: NodeId;
  readonly session?: LiveSessionId | null;
  readonly since?: number;
  readonly isAll?: boolean;
}

/** A page that was let in. */
export async function openPage(
  who: Resident,
  { room, node, session = null, since = 0, isAll = false }: Opening,
): Promise<Page> {
  const { ticket } = await who.get("createLiveTicket", { params: { node, space: room.space } });
  const reply = await who.portal.door.fetch(`/api/live/${node}`, { headers: { upgrade: "websocket" } });
  const { webSocket } = reply as Response & { webSocket: WebSocket };
  const page = new Page(webSocket, { who, room, node });
  webSocket.send(JSON.stringify({ ticket, session, since, isAll }));
  await page.hears("admitted");
  return page;
}

/** Begins a session with a seed of so many frames, and gives what goes on sealing it. */
export async function begin(page: Page, { session = createSession(), frames = 1 } = {}) {
  const sealer = await page.sealer(session);
  page.say({ kind: "begin", session, baseVersion: 1, frames });
  page.send(...(await sealedMany(sealer, "snapshot", frames)));
  await page.hears("begun");
  return { session, sealer };
}

/** A page that seals under its own connection. */
export async function join(who: Resident, at: Opening) {
  const page = await openPage(who, at);
  const { session } = await page.hears("admitted");
  return { page, sealer: await page.sealer(parseLiveSessionId(session?.session)) };
}
