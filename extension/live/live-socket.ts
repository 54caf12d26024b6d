import { LIVE_PING, LIVE_PONG, type LiveNews } from "../../shared/api/live.ts";
import { type Bytes, toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { backoffMs, wait } from "../api/patience.ts";
import { clientOf } from "../vault/session.ts";
import { parseNews, splitFrames } from "./live-messages.ts";
import { closed, openSocket } from "./open-socket.ts";
import type { LineEvents, LiveLine } from "./surroundings.ts";
import { takeTicket } from "./tickets.ts";

/**
 * The socket to a document at the portal: it says that the log has moved and carries the frames of a session. Nothing
 * that comes is believed here: whoever hears of it reads the log and verifies. Without it everything works, only later.
 */

export interface LiveInput {
  readonly origin: PortalOrigin;
  /** Where the page has it from: nothing is listened to that became of the file elsewhere. */
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly signal: AbortSignal;
  /** The portal says where the log stands: when it let this page in, and whenever it has moved since. */
  readonly onNews: (news: LiveNews) => void;
  /** The first try to be let in failed: nobody says what happened meanwhile. */
  readonly onSilence: () => void;
  /** The portal lets this person in no more, or there is no such file, or not here any more: listening has ended. */
  readonly onGone?: () => void;
}

type Place = Pick<LiveInput, "origin" | "space" | "node">;

interface LineInput extends Place, Pick<LiveInput, "signal"> {
  /** Who works with it; nobody, where it is only listened to. */
  readonly events?: LineEvents;
}

const PING_MS = 30_000;

/**
 * A page has one socket to a document, and another one while it looks into the session from beside. Who only listens does so on a
 * session's, if there is one: here are the listeners of each line, the newest last.
 */
const lines = new Map<string, readonly Set<LiveInput>[]>();
const keyOf = ({ origin, space, node }: Place): string => `${origin} ${space} ${node}`;
const linesTo = (place: Place): readonly Set<LiveInput>[] => lines.get(keyOf(place)) ?? [];

/** Listens until the signal ends it; comes back by itself after the connection was lost. */
export async function listenLive(input: LiveInput): Promise<void> {
  const { origin, space, node, signal } = input;
  const running = linesTo(input).at(-1);
  if (!running) return keepCalling(new Call({ origin, space, node, signal }, new Set([input])));
  running.add(input);
  const leave = (): void => {
    for (const listeners of linesTo(input)) listeners.delete(input);
  };
  signal.addEventListener("abort", leave, { once: true });
}

/** Says that there will be a line: who listens from now on waits for it. When it ends, those who are left go on on another one, or call themselves. */
export function expectLine(input: LineInput): Set<LiveInput> {
  const listeners = new Set<LiveInput>();
  const key = keyOf(input);
  lines.set(key, [...linesTo(input), listeners]);
  const end = (): void => {
    const others = linesTo(input).filter((each) => each !== listeners);
    if (others.length > 0) lines.set(key, others);
    else lines.delete(key);
    // A page that closes ends them all, one after the other
    if (others.length === 0) setTimeout(() => passOn(listeners), 0);
    else passOn(listeners);
  };
  input.signal.addEventListener("abort", end, { once: true });
  return listeners;
}

function passOn(listeners: ReadonlySet<LiveInput>): void {
  for (const listener of listeners) if (!listener.signal.aborted) void listenLive(listener);
}

/** The line that was expected, for a session and those who listen on it, until the signal or `close` ends it. */
export function openLine(input: LineInput, listeners: ReadonlySet<LiveInput>): LiveLine {
  const ending = new AbortController();
  const signal = AbortSignal.any([input.signal, ending.signal]);
  const call = new Call({ ...input, signal }, listeners);
  void keepCalling(call);
  return {
    say: (saying) => call.send(JSON.stringify(saying)),
    send: (wire) => call.send(wire),
    restart: () => call.restart(),
    hurry: () => call.hurry(),
    close: () => ending.abort(),
  };
}

/** So many times in a row a line that was asked for anew is opened without a pause. */
const RESTARTS_AT_ONCE = 3;

async function keepCalling(call: Call): Promise<void> {
  const { signal } = call.input;
  let restarts = 0;
  for (let attempt = 0; !signal.aborted; attempt++) {
    const wasAdmitted = await call.once().catch((error: unknown) => call.fail(error));
    if (wasAdmitted === null) return call.tellGone();
    if (!wasAdmitted && attempt === 0) call.tellSilence();
    if (wasAdmitted) attempt = 0;
    restarts = call.takeRestart() ? restarts + 1 : 0;
    if (restarts > 0 && restarts <= RESTARTS_AT_ONCE) continue;
    await call.pause(backoffMs(Math.max(attempt, restarts - RESTARTS_AT_ONCE)));
  }
}

/** There is nothing to listen to any more, or not here. */
const isGone = (error: unknown): boolean => error instanceof AppError && error.code === "NOT_FOUND";

class Call {
  readonly input: LineInput;
  readonly #listeners: ReadonlySet<LiveInput>;
  #socket: WebSocket | null = null;
  #hangUp: (() => void) | null = null;
  #isRestarted = false;
  #isElsewhere = false;
  #pausing = new AbortController();

  constructor(input: LineInput, listeners: ReadonlySet<LiveInput>) {
    this.input = input;
    this.#listeners = listeners;
  }

  send(data: string | Bytes): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data);
  }

  restart(): void {
    this.#isRestarted = true;
    this.#hangUp?.();
  }

  takeRestart(): boolean {
    const isRestarted = this.#isRestarted;
    this.#isRestarted = false;
    return isRestarted;
  }

  hurry(): void {
    this.#pausing.abort();
  }

  /** Until the next try, or until somebody asks for it. */
  async pause(ms: number): Promise<void> {
    this.#pausing = new AbortController();
    const signal = AbortSignal.any([this.input.signal, this.#pausing.signal]);
    await wait(ms, signal).catch(() => undefined);
  }

  /** Says why it was not let in. Null when there is nothing to listen to any more. */
  fail(error: unknown): false | null {
    this.input.events?.onTrouble(error instanceof AppError ? error.code : "INTERNAL");
    return isGone(error) ? null : false;
  }

  tellSilence(): void {
    this.input.events?.onSilence();
    for (const listener of this.#listeners) listener.onSilence();
  }

  /** Nobody will ever be let in: who works with the line waits for nothing. */
  tellGone(): void {
    this.input.events?.onSilence();
    for (const listener of this.#listeners) listener.onGone?.();
  }

  /**
   * One connection, from the ticket to the end. Resolves to whether the portal had let it in.
   * @throws NOT_FOUND when it was let in where the file is now; what asking for a ticket throws
   */
  async once(): Promise<boolean> {
    const { input } = this;
    const ticket = takeTicket(input) ?? (await askForTicket(input));
    this.#isRestarted = false;
    const socket = openSocket(input);
    this.#socket = socket;
    const ended = new AbortController();
    this.#hangUp = () => ended.abort();
    const signal = AbortSignal.any([input.signal, ended.signal]);
    let isAdmitted = false;
    let isAlive = true;
    socket.addEventListener("open", () => socket.send(this.#helloWith(ticket)), { signal });
    socket.addEventListener(
      "message",
      ({ data }: MessageEvent<unknown>) => {
        isAlive = true;
        if (data === LIVE_PONG) return;
        if (!this.#hear(data)) return ended.abort();
        isAdmitted = true;
      },
      { signal },
    );
    // A line that died without a word is noticed by the answer that does not come
    const ping = setInterval(() => {
      if (!isAlive) return socket.close();
      isAlive = false;
      if (socket.readyState === WebSocket.OPEN) socket.send(LIVE_PING);
    }, PING_MS);
    await closed(socket, signal);
    clearInterval(ping);
    ended.abort();
    this.#socket = null;
    input.events?.onDown();
    if (this.#isElsewhere) throw new AppError("NOT_FOUND");
    return isAdmitted;
  }

  #helloWith(ticket: Bytes): string {
    const { session = null, since = 0, isAll = false } = this.input.events?.hello() ?? {};
    // A portal of before knows no such question
    return JSON.stringify({ ticket: toBase64Url(ticket), session, since, ...(isAll && { isAll }) });
  }

  /** False for what no portal says. */
  #hear(data: unknown): boolean {
    if (data instanceof ArrayBuffer) {
      const frames = splitFrames(new Uint8Array(data));
      if (frames) this.input.events?.onFrames(frames);
      return frames !== null;
    }
    const news = parseNews(data);
    if (!news) return false;
    this.#isElsewhere ||= "space" in news && news.space !== this.input.space;
    if (this.#isElsewhere) return false;
    this.input.events?.onNews(news);
    for (const listener of this.#listeners) listener.onNews(news);
    return true;
  }
}

async function askForTicket({ origin, space, node, signal }: LineInput): Promise<Bytes> {
  return (await clientOf(origin).call("createLiveTicket", { params: { node, space }, signal })).ticket;
}
