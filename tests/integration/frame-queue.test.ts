import { afterEach, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import {
  createFrameQueue,
  isTextWaiting,
  NO_QUEUE,
  settleDrafted,
} from "../../extension/live/frame-queue.ts";
import type { FrameQueue, QueuedFrame } from "../../extension/live/surroundings.ts";
import { asSealed, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import {
  createNodeId,
  parseConnectionId,
  parseLiveSessionId,
  parsePortalOrigin,
  parseSpaceId,
  SHORT_ID_BYTES,
} from "../../shared/ids.ts";
import { failReads } from "../support/troubled-database.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const shortId = () => toBase64Url(randomBytes(SHORT_ID_BYTES));
const [session, connection] = [parseLiveSessionId(shortId()), parseConnectionId(shortId())];
const createSpaceId = () => parseSpaceId(toBase64Url(randomBytes(32)));
const rolesOf = (frames: readonly QueuedFrame[]) => frames.map(({ role }) => role);

let pages = new AbortController();

/** All pages of alice's browser are closed; their locks are let go of a moment later. */
async function closeAll(): Promise<void> {
  pages.abort();
  pages = new AbortController();
  while ((await navigator.locks.query()).held?.length) await null;
}

afterEach(closeAll);

/** A page that is no more has left a drafted frame, and what was typed after it. */
async function browser() {
  const place = { origin, space: createSpaceId(), node: createNodeId() };
  const open = (): FrameQueue => createFrameQueue(place, pages.signal);
  const gone = open();
  for (const [clock, role] of (["drafted", "waiting"] as const).entries())
    await gone.put({ session, connection, clock, role, wire: asSealed(new Uint8Array([clock])) });
  await closeAll();
  return { place, open };
}

describe("what a page left that is no more, and a draft holds", () => {
  it("goes with the draft", async () => {
    const { place, open } = await browser();
    await settleDrafted(place, "unwanted");
    expect(await open().takeLeft()).toEqual([]);
  });

  it("stays for its session when the draft is not needed", async () => {
    const { place, open } = await browser();
    await settleDrafted(place, "again");
    expect(rolesOf(await open().takeLeft())).toEqual(["waiting", "waiting"]);
  });

  it("is not touched while its page lives", async () => {
    const { place, open } = await browser();
    expect(await open().takeLeft()).toHaveLength(2);
    await settleDrafted(place, "unwanted");
    await closeAll();
    expect(await open().takeLeft()).toHaveLength(2);
  });

  it("is nothing of a file with the same id in another space", async () => {
    const { place, open } = await browser();
    const elsewhere = { ...place, space: createSpaceId() };
    expect(await createFrameQueue(elsewhere, pages.signal).takeLeft()).toEqual([]);
    await settleDrafted(elsewhere, "unwanted");
    expect(rolesOf(await open().takeLeft())).toEqual(["drafted", "waiting"]);
  });

  it("is taken over by no page that only looks round", async () => {
    const { open } = await browser();
    expect(await NO_QUEUE.takeLeft()).toEqual([]);
    expect(rolesOf(await open().takeLeft())).toEqual(["drafted", "waiting"]);
  });
});

describe("whether something waits there", () => {
  it("is not answered by a disk that cannot be read", async () => {
    const { place } = await browser();
    const repair = failReads("UnknownError");
    await expect(isTextWaiting(place).finally(repair)).rejects.toMatchObject({
      code: "BROWSER_STORAGE_BROKEN",
    });
    expect(await isTextWaiting(place)).toBe(true);
  });
});
