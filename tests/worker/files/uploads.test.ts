import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { type Bytes, concat, equalBytes, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import {
  encodeStreamHeader,
  PART_SIZE_BYTES,
  parseStreamHeader,
} from "../../../shared/crypto/stream-header.ts";
import { createNodeId } from "../../../shared/ids.ts";
import { codeOf, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

const HOUR_MS = 3_600_000;

describe("uploads", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });

  async function begin(content: Bytes = randomBytes(3)) {
    const sealed = await alice.seal(content, { node: createNodeId() });
    const blob = await alice.announce(sealed.header);
    return { ...sealed, blob, put: (part: number, body: Bytes) => alice.putPart(blob, part, body) };
  }
  const partsOf = async (blob: string) =>
    (await get(door, "getBlob", { token: alice.token, params: { blob } })).parts;
  const stored = async () => (await env.BLOBS.list()).objects.map((object) => object.key);

  it("go on where they stopped", async () => {
    const { blob, parts, header, put } = await begin(new Uint8Array(9_000_000));
    expect(parts).toHaveLength(2);
    expect(await codeOf(put(1, parts[1]!))).toBe("204");
    expect(await get(door, "getBlob", { token: alice.token, params: { blob } })).toEqual({
      header: toBase64Url(header),
      parts: [1],
    });
    expect(await codeOf(put(0, parts[0]!))).toBe("204");
    expect(await partsOf(blob)).toEqual([0, 1]);
  });

  it("store a part once: a second one of the same number changes nothing", async () => {
    const { blob, parts, put } = await begin();
    await put(0, parts[0]!);
    expect(await codeOf(put(0, randomBytes(parts[0]!.length)))).toBe("PART_EXISTS");
    const object = await env.BLOBS.get(`blobs/${blob}/0`);
    expect(equalBytes(new Uint8Array(await object!.arrayBuffer()), parts[0]!)).toBe(true);
  });

  it("note a part that is in the bucket but was not noted: the Worker was killed in between", async () => {
    const { blob, parts, put } = await begin();
    await env.BLOBS.put(`blobs/${blob}/0`, parts[0]!);
    expect(await partsOf(blob)).toEqual([]);
    expect(await codeOf(put(0, parts[0]!))).toBe("PART_EXISTS");
    expect(await partsOf(blob)).toEqual([0]);
  });

  it("take a part again when the database refused to note it", async () => {
    const { blob, parts, put } = await begin();
    await door.sql("create trigger broken before insert on parts begin select raise(abort, 'disk'); end");
    expect(await codeOf(put(0, parts[0]!))).toBe("STORAGE_FAILED");
    await door.sql("drop trigger broken");
    expect(await codeOf(put(0, parts[0]!))).toBe("PART_EXISTS");
    expect(await partsOf(blob)).toEqual([0]);
  });

  it("say so when the bucket fails, and lose nothing", async () => {
    const { parts, blob } = await begin();
    const broken = { put: () => Promise.reject(new Error("disk")) } as unknown as R2Bucket;
    const failing = await openFailing(broken);
    const asked = { method: "PUT", headers: { authorization: `Bearer ${alice.token}` }, body: parts[0]! };
    expect(await codeOf(failing(`/api/blobs/${blob}/parts/0`, asked))).toBe("STORAGE_FAILED");
    expect(await codeOf(alice.putPart(blob, 0, parts[0]!))).toBe("204");
  });

  /** The same database behind a bucket of another kind. */
  async function openFailing(bucket: R2Bucket) {
    const { createApp } = await import("../../../worker/app.ts");
    return async (path: string, init: RequestInit) =>
      createApp().request(new URL(path, door.origin).href, init, { ...env, BLOBS: bucket });
  }

  it.each([
    ["a byte less", -1],
    ["a byte more", 1],
  ])("refuse a part with %s than the header says", async (_, difference) => {
    const { parts, put } = await begin();
    const body =
      difference < 0 ? parts[0]!.slice(0, difference) : concat(parts[0]!, new Uint8Array(difference));
    expect(await codeOf(put(0, body))).toBe("BODY_MALFORMED");
    expect(await stored()).toEqual([]);
  });

  it("refuse a part past the end, and a number that is none", async () => {
    const { parts, blob, put } = await begin();
    expect(await codeOf(put(1, parts[0]!))).toBe("BODY_MALFORMED");
    for (const part of ["-1", "01", "1e3", "x", "9999"])
      expect(await codeOf(alice.ask("putPart", { params: { blob, part }, body: parts[0]! }))).toBe(
        "BODY_MALFORMED",
      );
  });

  it("refuse more than a part at once, announced or not", async () => {
    const { blob } = await begin();
    expect(await codeOf(alice.putPart(blob, 0, new Uint8Array(PART_SIZE_BYTES + 1)))).toBe("BODY_TOO_LARGE");
    const body = new Blob([new Uint8Array(PART_SIZE_BYTES + 1)]).stream();
    const reply = alice.door.fetch(`/api/blobs/${blob}/parts/0`, {
      method: "PUT",
      headers: { authorization: `Bearer ${alice.token}` },
      body,
    });
    expect(await codeOf(reply)).toBe("BODY_TOO_LARGE");
  });

  it("refuse a header of another author, space or generation, or of no suite", async () => {
    const { header } = await alice.seal(randomBytes(3), { node: createNodeId() });
    const fields = parseStreamHeader(header);
    const announce = (wire: Bytes) =>
      codeOf(
        alice.ask("createBlob", { params: { space: alice.space }, body: { header: toBase64Url(wire) } }),
      );
    expect(await announce(encodeStreamHeader({ ...fields, author: mallory.person.user }))).toBe(
      "RIGHT_MISSING",
    );
    expect(await announce(encodeStreamHeader({ ...fields, space: mallory.space }))).toBe("RIGHT_MISSING");
    expect(await announce(encodeStreamHeader({ ...fields, generation: 2 }))).toBe("ENTRY_REFUSED");
    const unknown = header.slice();
    unknown[4] = 2;
    expect(await announce(unknown)).toBe("SUITE_UNKNOWN");
    expect(await announce(randomBytes(152))).toBe("OBJECT_MALFORMED");
    expect(await announce(header.slice(1))).toBe("BODY_MALFORMED");
  });

  it("take nothing more once an entry names them, and cannot be given up then", async () => {
    const { version } = await alice.createFile("a.bin", randomBytes(3));
    expect(await codeOf(alice.putPart(version.blob, 0, randomBytes(1040)))).toBe("PART_EXISTS");
    expect(await codeOf(alice.ask("deleteBlob", { params: { blob: version.blob } }))).toBe("ENTRY_REFUSED");
    expect(await codeOf(alice.ask("getContent", { params: { blob: version.blob } }))).toBe("200");
  });

  it("leave nothing when they are given up", async () => {
    const { blob, parts, put } = await begin();
    await put(0, parts[0]!);
    expect(await codeOf(alice.ask("deleteBlob", { params: { blob } }))).toBe("204");
    expect(await stored()).toEqual([]);
    expect(await door.sql("select * from blobs")).toEqual([]);
    expect(await codeOf(put(0, parts[0]!))).toBe("NOT_FOUND");
  });

  it("are given up for their author after a day, and not before", async () => {
    const { parts, put, blob } = await begin();
    await put(0, parts[0]!);
    const named = await alice.createFile("a.bin", randomBytes(3));
    await door.sweepAt(Date.now() + 23 * HOUR_MS);
    expect(await stored()).toContain(`blobs/${blob}/0`);
    await door.sweepAt(Date.now() + 25 * HOUR_MS);
    expect(await stored()).toEqual([`blobs/${named.version.blob}/0`]);
  });

  it("are swept when the removal right after a deletion failed", async () => {
    const { node, version } = await alice.createFile("a.bin", randomBytes(3));
    await alice.append({ op: "node.delete", node });
    await env.BLOBS.put(`blobs/${version.blob}/0`, "left over");
    const row = "insert into blobs values (?, ?, ?, zeroblob(152), 1024, 'doomed', 0)";
    await door.sql(row, version.blob, alice.space, alice.person.user);
    await door.sweepAt(Date.now());
    expect(await stored()).toEqual([]);
    expect(await door.sql("select * from blobs")).toEqual([]);
  });

  it("are at most a thousand at a time", async () => {
    const row = `insert into blobs select 'b' || value, ?, ?, zeroblob(152), 1024, 'open', ? from json_each(?)`;
    const numbers = JSON.stringify(Array.from({ length: 1000 }, (_, at) => at));
    await door.sql(row, alice.space, alice.person.user, Date.now(), numbers);
    const { header } = await alice.seal(randomBytes(3), { node: createNodeId() });
    const asked = { params: { space: alice.space }, body: { header: toBase64Url(header) } };
    expect(await codeOf(alice.ask("createBlob", asked))).toBe("RATE_LIMITED");
  });
});
