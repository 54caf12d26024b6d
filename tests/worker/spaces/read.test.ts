import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createNodeId, parseSpaceId } from "../../../shared/ids.ts";
import { codeOf, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("reading a log", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });
  const page = (from: number | string, by = alice) =>
    get(door, "getSpace", { token: by.token, params: { space: by.space, from } });

  it("begins where the client asks, and is empty past the end", async () => {
    await alice.createFolder("one");
    await alice.createFolder("two");
    const whole = await page(0);
    expect(whole.entries).toHaveLength(3);
    expect((await page(1)).entries).toEqual(whole.entries.slice(1));
    expect(await page(99)).toMatchObject({ entries: [], head: alice.head });
  });

  it("comes in pages of 500 entries and 2 MiB", async () => {
    const row = "insert into entries select ?, value, '', zeroblob(?) from json_each(?)";
    const numbers = (count: number) => JSON.stringify(Array.from({ length: count }, (_, at) => at + 1));
    await door.sql(row, alice.space, 100, numbers(600));
    expect((await page(0)).entries).toHaveLength(500);
    await door.sql(row, mallory.space, 60_000, numbers(50));
    expect((await page(1, mallory)).entries).toHaveLength(34);
  });

  it("gives a member his own lockboxes", async () => {
    const { lockboxes } = await page(0);
    expect(lockboxes.map((each) => each.generation)).toEqual([1]);
  });

  it("tells a stranger and a made-up id apart for nobody (A75)", async () => {
    const { node, version } = await alice.createFile("a.bin", randomBytes(3));
    const strangers = [
      mallory.ask("getSpace", { params: { space: alice.space, from: 0 } }),
      mallory.ask("getSpace", { params: { space: parseSpaceId(toBase64Url(randomBytes(32))), from: 0 } }),
      mallory.open(node),
      mallory.open(createNodeId()),
      mallory.ask("getBlob", { params: { blob: version.blob } }),
      mallory.ask("getBlob", { params: { blob: toBase64Url(randomBytes(16)) } }),
      mallory.ask("getContent", { params: { blob: version.blob } }),
      mallory.ask("deleteBlob", { params: { blob: version.blob } }),
      mallory.ask("putPart", { params: { blob: version.blob, part: 0 }, body: randomBytes(10) }),
    ];
    const answers = await Promise.all(
      strangers.map(async (asked) => {
        const reply = await asked;
        return [reply.status, Object.keys((await reply.json()) as object), reply.headers.get("content-type")];
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(404);
  });

  it("shows mallory her own file when alice's has the same id", async () => {
    const { node } = await alice.createFile("a.bin", randomBytes(3));
    const meta = await mallory.meta("Mine", { node });
    expect(await codeOf(mallory.append({ op: "folder.put", node, parent: null, revision: 1, meta }))).toBe(
      "200",
    );
    expect(await (await mallory.open(node)).json()).toMatchObject({ space: mallory.space, content: null });
    expect(await (await alice.open(node)).json()).toMatchObject({ space: alice.space });
  });

  it("is closed while the Private Room is off, and loses nothing", async () => {
    await door.sql("update portal set is_private_room_on = 0");
    expect(await codeOf(alice.ask("getSpace", { params: { space: alice.space, from: 0 } }))).toBe(
      "PRIVATE_ROOM_OFF",
    );
    await door.sql("update portal set is_private_room_on = 1");
    expect((await page(0)).entries).toHaveLength(1);
  });
});
