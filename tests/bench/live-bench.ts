import { setTimeout as wait } from "node:timers/promises";
import { Doc } from "yjs";
import { FrameJudge } from "../../extension/live/frame-judge.ts";
import { KeptFrames } from "../../extension/live/kept-frames.ts";
import type { LiveClock, LogView } from "../../extension/live/surroundings.ts";
import { parseBase64Url, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { type LiveSessionId, parseLiveSessionId, parsePortalOrigin } from "../../shared/ids.ts";
import type { Client } from "../support/client.ts";
import { startServer } from "../support/server.ts";
import { world } from "../support/world.ts";
import { type Figure, median, percentile } from "./figure.ts";
import { enter, type LiveClient } from "./live-client.ts";

const PAGES = 20;
const PER_SECOND = 5;
/** Below what the document takes from one page. */
const FILL_PER_TURN = 50;
const FILLING_PAGES = 5;
/** As extension/live has it. */
const SNAPSHOT_EVERY = 300;
/** Slow is not lost. */
const LOST_AFTER_MS = 60_000;

export interface LiveTask {
  readonly seconds: number;
  /** Of the session that somebody joins. */
  readonly updates: number;
}

/** Sealed frames between pages through the real Worker: how long they take, that none is lost, and joining a long session. */
export async function benchLive({ seconds, updates }: LiveTask): Promise<Figure[]> {
  const server = await startServer();
  try {
    const door = {
      origin: parsePortalOrigin(server.url),
      fetch: (path: string, init?: RequestInit) => fetch(new URL(path, server.url), init),
      sql: server.rows,
    };
    const { alice } = await world(door, parseBase64Url(server.setupToken));
    return [
      ...(await typeTogether(alice, seconds)),
      ...(await joinLong(alice, updates, { isCovered: true })),
      ...(await joinLong(alice, updates, { isCovered: false })),
    ];
  } finally {
    await server.close();
  }
}

async function begin(who: Client): Promise<{ first: LiveClient; at: Parameters<typeof enter>[1] }> {
  const { node } = await who.createFile("a.docx", randomBytes(3));
  const session: LiveSessionId = parseLiveSessionId(toBase64Url(randomBytes(16)));
  const first = await enter(who, { node, session });
  first.say({ kind: "begin", session, baseVersion: 1, frames: 1 });
  await first.cover([]);
  await first.until(() => first.has("begun"));
  return { first, at: { node, session } };
}

const close = (pages: readonly LiveClient[]): void => {
  for (const { socket } of pages) socket.close();
};

async function typeTogether(who: Client, seconds: number): Promise<Figure[]> {
  const { first, at } = await begin(who);
  const pages = [first];
  while (pages.length < PAGES) pages.push(await enter(who, at));
  const sentMs = new Map<string, number>();
  await Promise.all(pages.map((page, index) => type(page, { index, turns: seconds * PER_SECOND, sentMs })));
  const total = PAGES * seconds * PER_SECOND;
  const isWhole = ({ came }: LiveClient) =>
    came.filter(({ key }) => sentMs.has(key)).length === total - seconds * PER_SECOND;
  await Promise.race([
    Promise.all(pages.map((page) => page.until(() => isWhole(page)))),
    wait(LOST_AFTER_MS),
  ]);
  close(pages);
  const ended = pages.flatMap(({ closed }) => closed ?? []);
  if (!pages.every(isWhole))
    throw new Error(
      `A frame that was sent did not come to everybody. Sockets closed: ${ended.join(", ") || "none"}.`,
    );
  const tookMs = pages.flatMap(({ came }) =>
    came.flatMap(({ key, atMs }) => {
      const sent = sentMs.get(key);
      return sent === undefined ? [] : [atMs - sent];
    }),
  );
  const figure = {
    area: `Live: ${PAGES} pages in one document, ${PER_SECOND} changes a second each, for ${seconds} s; ${total} sent, none lost`,
    ...({ browser: "Node", unit: "ms" } as const),
  };
  return [
    {
      ...figure,
      what: "sealed to arrived at another page: median",
      value: median(tookMs),
      goal: { atMost: 150 },
    },
    { ...figure, what: "the same: 99 of 100", value: percentile(tookMs, 0.99), goal: { atMost: 500 } },
  ];
}

interface Typing {
  readonly index: number;
  readonly turns: number;
  readonly sentMs: Map<string, number>;
}

/** Each page at its own moments, spread over the turn. */
async function type(page: LiveClient, { index, turns, sentMs }: Typing): Promise<void> {
  const turnMs = 1000 / PER_SECOND;
  const startMs = performance.now() + (index * turnMs) / PAGES;
  for (let turn = 0; turn < turns; turn++) {
    await wait(Math.max(0, startMs + turn * turnMs - performance.now()));
    const beganMs = performance.now();
    sentMs.set(await page.type(), beganMs);
  }
}

async function joinLong(
  who: Client,
  updates: number,
  { isCovered }: { readonly isCovered: boolean },
): Promise<Figure[]> {
  const { first, at } = await begin(who);
  const pages = [first];
  while (pages.length < FILLING_PAGES) pages.push(await enter(who, at));
  const share = (updates - SNAPSHOT_EVERY) / FILLING_PAGES;
  await Promise.all(pages.map((page) => fill(page, share)));
  if (isCovered) await cover(first, pages);
  await fill(first, SNAPSHOT_EVERY);
  const startMs = performance.now();
  const late = await enter(who, at);
  await late.until(() => late.came.at(-1)?.position === late.position);
  const hereMs = performance.now() - startMs;
  await takeAll(who, late, at);
  const takenMs = performance.now() - startMs;
  close([...pages, late]);
  const newest = isCovered ? `the newest snapshot ${SNAPSHOT_EVERY} ago` : "without a snapshot";
  const figure = {
    area: `Live: joining a session of ${updates} updates, ${newest}`,
    ...({ browser: "Node", unit: "ms" } as const),
  };
  return [
    { ...figure, what: "from the ticket to the last frame", value: hereMs },
    {
      ...figure,
      what: "the same, each one verified, opened and in the shared state",
      value: takenMs,
      goal: { atMost: 1000 },
    },
  ];
}

/** As fast as the document takes it. */
async function fill(page: LiveClient, updates: number): Promise<void> {
  for (let count = 1; count <= updates; count++) {
    await page.type();
    if (count % FILL_PER_TURN === 0) await page.until(() => page.ackedMs.has(page.clock));
  }
  await page.until(() => page.ackedMs.has(page.clock));
}

/** Everything so far in one frame. */
async function cover(page: LiveClient, pages: readonly LiveClient[]): Promise<void> {
  await page.until(() => pages.every((each) => each.position === page.position));
  page.say({ kind: "snapshot", upTo: page.position, frames: 1 });
  await page.cover(pages);
}

/** As every page does. */
async function takeAll(who: Client, page: LiveClient, { node, session }: Parameters<typeof enter>[1]) {
  const { space, spaceKey, person } = who;
  const view: LogView = {
    ...{ space, node, user: person.user, signKey: person.signKey },
    generation: () => 1,
    spaceKey: () => spaceKey,
    signPublicOf: () => person.signPublic,
    mayRead: () => true,
    mayWrite: () => true,
    couldWrite: async () => true,
    newestVersion: () => 1,
    versionOf: () => null,
    catchUp: async () => undefined,
  };
  const clock: LiveClock = { nowMs: () => Date.now(), after: () => () => undefined };
  const judge = new FrameJudge(view, clock);
  const kept = new KeptFrames({
    ...{ session, doc: new Doc(), baseVersion: 1, judge, clock },
    authorOf: () => null,
  });
  const outcomes = await kept.takeAll(page.came, true, () => false);
  const isTaken = [...(outcomes?.values() ?? [])].every((outcome) => outcome === "taken");
  if (!outcomes || !isTaken) throw new Error("Some frame was not taken.");
}
