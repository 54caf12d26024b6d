import { once } from "node:events";
import { Doc, encodeStateAsUpdate, mergeUpdates } from "yjs";
import { NO_CHANGE } from "../../extension/live/doc-states.ts";
import { type Bytes, type Plain, readU32, readU64 } from "../../shared/bytes.ts";
import type { LiveSessionId, NodeId, UserId } from "../../shared/ids.ts";
import { createClientId } from "../../shared/live/client-id.ts";
import { createFrameSealer, type FrameSealer } from "../../shared/live/frame.ts";
import { type ConnectionHead, hashFrame } from "../../shared/live/frame-check.ts";
import { encodeSnapshot, encodeUpdate } from "../../shared/live/frame-contents.ts";
import { get } from "../support/ask.ts";
import type { Client } from "../support/client.ts";

/** One page of a live document as the Worker sees it: sealed frames over a real socket. */

/** As many as make an update of what an editor sends for some keys. */
const LETTERS = "twenty letters more ";

export interface Came {
  /** base64 of the frame's signature, by which it is known again. */
  readonly key: string;
  readonly position: number;
  readonly wire: Bytes;
  readonly atMs: number;
}

interface News {
  readonly kind: string;
  readonly clock?: number;
  readonly position?: number;
  readonly session?: { readonly position: number } | null;
}

export const keyOf = (wire: Uint8Array): string => Buffer.from(wire.subarray(0, 64)).toString("base64");

export class LiveClient {
  readonly socket: WebSocket;
  readonly sealer: FrameSealer;
  readonly came: Came[] = [];
  /** When each of the own frames was acknowledged, by its clock. */
  readonly ackedMs = new Map<number, number>();
  /** Of the newest frame that it knows of. */
  position = 0;
  /** Of the frame that it sent last. */
  clock = -1;
  /** Why the socket was closed, if it was. */
  closed: string | null = null;
  /** What this page alone wrote. */
  readonly doc = new Doc();
  /** Its newest frame, and the hash of that. */
  head: ConnectionHead | null = null;
  readonly #author: UserId;
  readonly #waiting = new Set<() => void>();
  #kinds: string[] = [];

  constructor(socket: WebSocket, from: { sealer: FrameSealer; author: UserId; client: number }) {
    this.socket = socket;
    this.sealer = from.sealer;
    this.#author = from.author;
    this.doc.clientID = from.client;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = `${code} ${reason}`;
    });
    socket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === "string") this.#hear(JSON.parse(data) as News);
      else this.#take(new Uint8Array(data));
      for (const look of this.#waiting) look();
    });
  }

  #hear({ kind, clock, position, session }: News): void {
    this.position = Math.max(this.position, position ?? session?.position ?? 0);
    this.#kinds.push(kind);
    if (kind === "ack" && clock !== undefined) this.ackedMs.set(clock, performance.now());
    if (kind === "refused" || kind === "ended") throw new Error(`The document said: ${kind}.`);
  }

  #take(message: Bytes): void {
    const atMs = performance.now();
    for (let at = 0; at < message.length; ) {
      const length = readU32(message, at + 8);
      const wire = message.subarray(at + 12, at + 12 + length);
      const position = readU64(message, at);
      this.came.push({ key: keyOf(wire), position, wire, atMs });
      this.position = Math.max(this.position, position);
      at += 12 + length;
    }
  }

  has = (kind: string): boolean => this.#kinds.includes(kind);

  /** Resolves as soon as it is so. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  say = (saying: unknown): void => this.socket.send(JSON.stringify(saying));

  /** Some words more. */
  async type(): Promise<string> {
    const text = this.doc.getText("text");
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    this.doc.once("update", resolve);
    text.insert(text.length, LETTERS);
    const [plain] = encodeUpdate(new Uint8Array(await promise));
    return this.#send("update", plain as Plain);
  }

  /** All that these pages wrote. */
  async cover(pages: readonly LiveClient[]): Promise<string> {
    const heads = pages.flatMap(({ head }) => head ?? []);
    const covers = new Map(heads.map((head) => [head.connection, head]));
    const state = mergeUpdates([NO_CHANGE, ...pages.map(({ doc }) => encodeStateAsUpdate(doc))]);
    const [plain] = encodeSnapshot({ baseVersion: 1, saved: null, covers }, new Uint8Array(state));
    return this.#send("snapshot", plain as Plain);
  }

  async #send(kind: "update" | "snapshot", plain: Plain): Promise<string> {
    const wire = await this.sealer.seal(kind, plain);
    this.clock++;
    this.socket.send(wire);
    const { connection } = this.sealer;
    this.head = { author: this.#author, connection, clock: this.clock, hash: await hashFrame(wire) };
    return keyOf(wire);
  }
}

/** One more page of a person, let in. */
export async function enter(who: Client, at: { node: NodeId; session: LiveSessionId }): Promise<LiveClient> {
  const { node, session } = at;
  const { door, space, spaceKey, person } = who;
  const { ticket } = await get(door, "createLiveTicket", { token: who.token, params: { node } });
  const socket = new WebSocket(`${door.origin.replace("http", "ws")}/api/live/${node}`);
  await once(socket, "open");
  const place = { space, node, session, author: person.user, generation: 1 };
  const client = new LiveClient(socket, {
    sealer: await createFrameSealer({ ...place, spaceKey, signKey: person.signKey }),
    author: person.user,
    client: await createClientId(place),
  });
  client.say({ ticket, session: null, since: 0 });
  await client.until(() => client.has("admitted"));
  return client;
}
