import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import { createGroupId, type GroupId, type NodeId } from "../../../shared/ids.ts";
import type { Resident } from "../../support/portal.ts";
import { begin, join, openPage, type Page, sealed } from "./live-page.ts";
import { type LiveRoom, openLiveRoom, storedPositions } from "./live-room.ts";

/** carol is a Viewer herself and an Editor by a group; what changes that stands in the portal's log, not in the room's. */
describe("a level that somebody has by a group", { timeout: 20_000 }, () => {
  let { alice, dora, carol, room } = {} as LiveRoom;
  let node: NodeId;
  let page: Page;
  let group: GroupId;
  beforeEach(async () => {
    ({ alice, dora, carol, room } = await openLiveRoom());
    ({ node } = await room.createFile(alice));
    group = await createGroup(alice);
    await setMembers({ added: [dora, carol] });
    await room.put(alice, { op: "group.admit", group, level: "Editor" });
    page = await openPage(alice, { room, node });
    await begin(page);
  }, 30_000);

  async function createGroup(by: Resident): Promise<GroupId> {
    const [made, name, salt] = [createGroupId(), "Team", randomBytes(16)];
    const nameCommitment = await commitGroupName({ salt, name });
    const groupName = { group: made, salt: toBase64Url(salt), name };
    await by.put({ op: "group.create", group: made, nameCommitment }, { groupName });
    return made;
  }

  const setMembers = ({ added = [], removed = [] }: { added?: Resident[]; removed?: Resident[] }) =>
    alice.put({
      ...{ op: "group.members", group },
      ...{ added: added.map(({ user }) => user), removed: removed.map(({ user }) => user) },
    });

  /** carol's page, by which she said something just now: what she may do is known. */
  async function carolWrites(kind: "update" | "presence"): Promise<Page> {
    const { page: hers, sealer } = await join(carol, { room, node });
    const before = page.frames.length;
    hers.send(await sealed(sealer, kind));
    await expect.poll(() => page.frames).toHaveLength(before + 1);
    return hers;
  }

  /** She comes back, and says something. */
  async function carolIsBack({ mayWrite }: { mayWrite: boolean }): Promise<Page> {
    const { page: back, sealer } = await join(carol, { room, node });
    expect((await back.hears("admitted")).mayWrite).toBe(mayWrite);
    back.send(await sealed(sealer, "update"));
    return back;
  }

  async function expectUnheard(back: Page): Promise<void> {
    await expect.poll(back.codes).toEqual(["RIGHT_MISSING"]);
    expect(back.all("rights")).toEqual([]);
    expect([await storedPositions(node), page.positions()]).toEqual([[1, 2], [2]]);
  }

  it("is gone with the group at once, for whoever was writing", async () => {
    const hers = await carolWrites("update");
    await setMembers({ removed: [carol] });
    await expect.poll(() => hers.closed).toEqual(["1008 RIGHT_MISSING"]);
    await expectUnheard(await carolIsBack({ mayWrite: false }));
  });

  it("is gone at once, though nobody was there to be sent away", async () => {
    const hers = await carolWrites("update");
    hers.socket.close();
    await expect.poll(() => page.all("left")).toHaveLength(1);
    await setMembers({ removed: [carol] });
    await expectUnheard(await carolIsBack({ mayWrite: false }));
  });

  it("is there at once for who comes with it", async () => {
    await setMembers({ removed: [carol] });
    const hers = await carolWrites("presence");
    await setMembers({ added: [carol] });
    hers.socket.close();
    const back = await carolIsBack({ mayWrite: true });
    expect(await back.hears("ack")).toMatchObject({ position: 2 });
    expect(back.all("rights")).toEqual([]);
  });
});
