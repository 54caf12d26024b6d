import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import type { UserType } from "../../../shared/rights/user-types.ts";
import { portalOfFive, type Resident } from "../../support/portal.ts";
import { createRoom, makeAdminKey, type Room } from "../../support/rooms.ts";
import { openDoor, type WorkerDoor } from "../door.ts";

describe("a room's size", () => {
  let door: WorkerDoor;
  let five: Record<UserType, Resident>;
  let room: Room;
  beforeAll(async () => {
    door = await openDoor();
    ({ five } = await portalOfFive(door));
    await makeAdminKey(five.Owner);
    room = await createRoom(five.RoomAdmin, { members: [[five.User, "Viewer"]] });
  }, 60_000);
  beforeEach(() => door.sql("delete from rate_counters"));

  const sizeFor = async (who: Resident): Promise<unknown> => {
    const reply = await who.ask("getSpaceSize", { params: { space: room.space } });
    const body = (await reply.json()) as { sealedBytes?: number; error?: { code: string } };
    return body.sealedBytes ?? body.error?.code;
  };

  it("is the sum of what is kept of its files, told to its people and to admins who are not in it", async () => {
    expect(await sizeFor(five.DocSpaceAdmin)).toBe(0);
    const { node } = await room.createFile(five.RoomAdmin, randomBytes(5000));
    const first = Number(await sizeFor(five.DocSpaceAdmin));
    expect(first).toBeGreaterThanOrEqual(5000);
    await room.createFile(five.RoomAdmin, randomBytes(5000));
    for (const type of ["Owner", "DocSpaceAdmin", "RoomAdmin", "User"] as const)
      expect([type, await sizeFor(five[type])]).toEqual([type, 2 * first]);
    await room.put(five.RoomAdmin, { op: "node.trash", node });
    await room.put(five.RoomAdmin, { op: "node.delete", node });
    expect(await sizeFor(five.Owner)).toBe(first);
  });

  it("is told to nobody who is not in it and sees no room from outside", async () => {
    expect(await sizeFor(five.Guest)).toBe("NOT_FOUND");
  });
});
