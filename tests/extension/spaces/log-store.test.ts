import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { keepLockboxes, readPins } from "../../../extension/spaces/log-store.ts";
import { parseEntryHash, parsePortalOrigin } from "../../../shared/ids.ts";
import { spaceId } from "../../support/room-rows.ts";

const place = [parsePortalOrigin("http://127.0.0.1:8787"), spaceId("Contracts")] as const;
const head = { seq: 4, hash: parseEntryHash("A".repeat(43)) };
const box = (generation: number, byte: number) => ({ generation, lockbox: new Uint8Array([byte]) });

it("keeps the lockboxes that each of two pages opened, and of one generation the first", async () => {
  await keepLockboxes(...place, { head, lockboxes: [box(2, 20)] });
  await keepLockboxes(...place, { head, lockboxes: [box(1, 10), box(2, 21)] });
  await keepLockboxes(...place, { head, lockboxes: [box(3, 30)] });
  expect((await readPins(...place))?.lockboxes).toEqual([box(2, 20), box(1, 10), box(3, 30)]);
});
