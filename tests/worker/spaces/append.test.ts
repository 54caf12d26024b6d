import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { createNodeId, type NodeId, parseSpaceId } from "../../../shared/ids.ts";
import type { FolderPut, TreeOperation } from "../../../shared/log/operations.ts";
import { signAs } from "../../support/accounts.ts";
import { codeOf, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("appending to a log", () => {
  let door: WorkerDoor;
  let alice: Client;
  let mallory: Client;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice, mallory } = await world(door));
  });

  async function folder(parent: NodeId | null = null, by = alice): Promise<FolderPut> {
    const node = createNodeId();
    return { op: "folder.put", node, parent, revision: 1, meta: await by.meta("Folder", { node, parent }) };
  }
  const headNow = async (of = alice) =>
    (await get(door, "getSpace", { token: of.token, params: { space: of.space, from: 0 } })).head;
  const refusal = async (operation: TreeOperation, by = alice) => codeOf(by.send(await by.sign(operation)));

  it("moves the head to the entry", async () => {
    expect(await codeOf(alice.append(await folder()))).toBe("200");
    expect(await headNow()).toEqual(alice.head);
  });

  it("lets one of two win when both come at once, and the other try again", async () => {
    const rivals = await Promise.all([alice.sign(await folder()), alice.sign(await folder())]);
    const codes = await Promise.all(rivals.map((entry) => codeOf(alice.send(entry))));
    expect([...codes].sort()).toEqual(["200", "HEAD_MOVED"]);
    alice.head = { seq: 1, hash: rivals[codes.indexOf("200")]!.hash };
    expect(await codeOf(alice.append(await folder()))).toBe("200");
    expect(await door.sql("select item_count n from spaces where space = ?", alice.space)).toEqual([
      { n: 2 },
    ]);
  });

  it("takes the same entry twice as once, for the answer to the first may be lost", async () => {
    const entry = await alice.sign(await folder());
    const codes = await Promise.all([codeOf(alice.send(entry)), codeOf(alice.send(entry))]);
    expect([...codes, await codeOf(alice.send(entry))]).toEqual(["200", "200", "200"]);
    expect(await headNow()).toEqual({ seq: 1, hash: entry.hash });
  });

  it("refuses an entry for an older head, and one that skips ahead", async () => {
    await alice.append(await folder());
    const { head } = alice;
    const operation = await folder();
    for (const changes of [{ seq: head.seq }, { seq: head.seq + 2 }, { prev: alice.portalHead.hash }])
      expect(await codeOf(alice.send(await alice.sign(operation, changes)))).toBe("HEAD_MOVED");
  });

  it("refuses mallory in alice's space as if it were not there (A75)", async () => {
    const entry = await mallory.sign(await folder(null, mallory), { space: alice.space });
    expect(await codeOf(mallory.send(entry, alice.space))).toBe("NOT_FOUND");
  });

  it("refuses an entry of alice's that mallory sends, and one in her name (A46, A54)", async () => {
    const stolen = await alice.sign(await folder());
    expect(await codeOf(mallory.send(stolen, mallory.space))).toBe("RIGHT_MISSING");
    const operation = await folder(null, mallory);
    const named = await signAs(
      { ...mallory.person, user: alice.person.user },
      { space: mallory.space, seq: 1, prev: mallory.head.hash, portalHead: mallory.portalHead, operation },
    );
    expect(await codeOf(mallory.send(named))).toBe("RIGHT_MISSING");
  });

  it("refuses a forged signature, and one flipped bit (A54)", async () => {
    const operation = await folder();
    const forged = await signAs(
      { ...alice.person, signKey: mallory.person.signKey },
      { space: alice.space, seq: 1, prev: alice.head.hash, portalHead: alice.portalHead, operation },
    );
    expect(await codeOf(alice.send(forged))).toBe("ENTRY_SIGNATURE");
    const entry = await alice.sign(operation);
    const wire = entry.wire.slice();
    wire[3] = wire[3]! ^ 1;
    expect(await codeOf(alice.send({ ...entry, wire }))).toBe("ENTRY_SIGNATURE");
  });

  it("refuses an entry that was signed for another space", async () => {
    const entry = await alice.sign(await folder(), { space: mallory.space });
    expect(await codeOf(alice.send(entry))).toBe("ENTRY_REFUSED");
  });

  it("refuses an entry that points at a portal history of its own (A10)", async () => {
    const operation = await folder();
    for (const portalHead of [
      { seq: 0, hash: alice.head.hash },
      { seq: 1, hash: alice.portalHead.hash },
    ])
      expect(await codeOf(alice.send(await alice.sign(operation, { portalHead })))).toBe("ENTRY_REFUSED");
  });

  it("tells a clock that is wrong by a day", async () => {
    const entry = await alice.sign(await folder(), { timeMs: Date.now() - 86_400_000 });
    expect(await codeOf(alice.send(entry))).toBe("CLOCK_WRONG");
  });

  it("takes nothing while the Private Room is off, and everything after (A77)", async () => {
    await door.sql("update portal set is_private_room_on = 0");
    expect(await refusal(await folder())).toBe("PRIVATE_ROOM_OFF");
    await door.sql("update portal set is_private_room_on = 1");
    expect(await refusal(await folder())).toBe("200");
  });

  it("gives a membership that was slipped into the database no right (A06, A61)", async () => {
    await door.sql("insert into memberships (user, space) values (?, ?)", mallory.person.user, alice.space);
    const entry = await mallory.sign(await folder(null, mallory), {
      space: alice.space,
      prev: alice.head.hash,
    });
    expect(await codeOf(mallory.send(entry, alice.space))).toBe("NOT_FOUND");
  });

  it("refuses the portal's own log, which has no operation to take yet", async () => {
    const { portal } = await get(door, "getPortal");
    const entry = await alice.sign(await folder());
    expect(await codeOf(alice.send(entry, parseSpaceId(portal)))).toBe("NOT_FOUND");
  });

  it.each([
    ["no bytes", ""],
    ["too few bytes", toBase64Url(randomBytes(80))],
    ["too many bytes", toBase64Url(new Uint8Array(65_537))],
    ["no base64url", "%%%"],
  ])("refuses what is no entry: %s", async (_, entry) => {
    const reply = await alice.ask("appendEntry", { params: { space: alice.space }, body: { entry } });
    expect(reply.status).toBe(400);
  });

  it("writes nothing when the database breaks off in the middle", async () => {
    await door.sql("create trigger broken before insert on entries begin select raise(abort, 'disk'); end");
    const entry = await alice.sign(await folder());
    expect(await codeOf(alice.send(entry))).toBe("STORAGE_FAILED");
    await door.sql("drop trigger broken");
    expect(await headNow()).toEqual(alice.head);
    expect(await door.sql("select * from nodes")).toEqual([]);
    expect(await codeOf(alice.send(entry))).toBe("200");
  });

  it("says so when the database is full", async () => {
    const text = "create trigger full before insert on entries begin select raise(abort, 'SQLITE_FULL'); end";
    await door.sql(text);
    expect(await codeOf(alice.send(await alice.sign(await folder())))).toBe("STORAGE_FULL");
  });
});
