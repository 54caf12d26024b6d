import { describe, expect, it } from "vitest";
import { randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { commitGroupName } from "../../../shared/crypto/group-name.ts";
import { commitProfile } from "../../../shared/crypto/profile.ts";
import { createGroupId, type GroupId } from "../../../shared/ids.ts";
import type { Head } from "../../../shared/log/entry.ts";
import type { SpaceOperation } from "../../../shared/log/operations.ts";
import type { PortalOperation } from "../../../shared/log/portal-operations.ts";
import { codeOf } from "../../support/ask.ts";
import { comeIn, createLink, type Portal, portalOfFive, type Resident } from "../../support/portal.ts";
import { randomOf } from "../../support/random-of.ts";
import { createRoom, folderOf, makeAdminKey, type Room, replayed, settingsOf } from "../../support/rooms.ts";
import { openDoor } from "../door.ts";

/**
 * What the Worker takes, replay takes: people of a room, some with changed clients, do whatever comes to them, pointing at
 * whatever portal head they like, while groups, types and people come and go. A log that does not replay is closed for good.
 */

const STEPS = 60;
const LEVELS = ["Viewer", "Editor", "ContentCreator", "RoomManager"] as const;

class Life {
  readonly #pick: (below: number) => number;
  readonly #portal: Portal;
  readonly #alice: Resident;
  readonly room: Room;
  readonly people: Resident[];
  readonly #heads: Head[] = [];
  readonly #groups: GroupId[] = [];
  /** What was taken, in order. */
  readonly taken: string[] = [];

  constructor(seed: number, portal: Portal, room: Room, people: readonly Resident[]) {
    this.#pick = randomOf(seed);
    this.#portal = portal;
    this.room = room;
    this.#alice = room.owner;
    this.people = [...people];
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#pick(of.length)] as T;
  }

  async step(): Promise<void> {
    this.#heads.push(this.#portal.head);
    const steps = [
      ...Array.from({ length: 5 }, () => () => this.#write()),
      ...Array.from({ length: 4 }, () => () => this.#changeRoom()),
      ...[() => this.#changePeople(), () => this.#changePeople(), () => this.#rename(), () => this.#rename()],
      ...[() => this.#makeGroup(), () => this.#changeGroup(), () => this.#rotate(), () => this.#join()],
    ];
    await this.#one(steps)();
  }

  #note(who: Resident, what: string, code: string): void {
    if (code === "200") this.taken.push(`${this.people.indexOf(who)}: ${what}`);
  }

  async #send(who: Resident, operation: SpaceOperation): Promise<void> {
    const portalHead = this.#pick(2) > 0 ? this.#portal.head : this.#one(this.#heads.slice(-3));
    const entry = await this.room.sign(who, operation, { portalHead });
    const code = await codeOf(this.room.send(who, entry));
    if (code === "200") this.room.head = { seq: entry.seq, hash: entry.hash };
    this.#note(who, `${operation.op} at ${portalHead.seq}`, code);
  }

  /** By the newest who came in, or by anybody; with the key, where he may have it. */
  async #write(who = this.#one(this.people)): Promise<void> {
    await this.room.give(this.#alice, who);
    await this.#send(who, folderOf());
  }

  #changeRoom(): Promise<void> {
    const [{ user }, level, group] = [this.#one(this.people), this.#one(LEVELS), this.#one(this.#groups)];
    const ofGroup: SpaceOperation[] =
      group && level !== "RoomManager"
        ? [
            { op: "group.admit", group, level },
            { op: "group.admit", group, level },
            { op: "group.expel", group },
          ]
        : [];
    const operation = this.#one<SpaceOperation>([
      { op: "member.put", members: [{ user, level }] },
      { op: "member.remove", users: [user] },
      settingsOf(2),
      ...ofGroup,
    ]);
    return this.#send(this.#pick(3) > 0 ? this.#alice : this.#one(this.people), operation);
  }

  async #inPortal(operation: PortalOperation, brought = {}): Promise<void> {
    this.#note(this.#alice, operation.op, await this.#alice.append(operation, brought));
  }

  #changePeople(): Promise<void> {
    const { user } = this.#one(this.people.slice(1));
    const type = this.#one(["RoomAdmin", "User", "DocSpaceAdmin"] as const);
    return this.#inPortal(
      this.#one<PortalOperation>([
        { op: "user.disable", user },
        { op: "user.enable", user },
        { op: "user.type", user, type },
        { op: "user.remove", user },
      ]),
    );
  }

  /** Nothing in a room is judged by it: others may write by the portal as it was before. */
  async #rename(): Promise<void> {
    const who = this.#one(this.people);
    const profile = { salt: randomBytes(16), name: "Nobody", email: `${who.user.toLowerCase()}@example.com` };
    const operation = {
      ...({ op: "profile.change", user: who.user } as const),
      profileCommitment: await commitProfile(profile),
    };
    const brought = { profile: { ...profile, user: who.user, salt: toBase64Url(profile.salt) } };
    this.#note(who, operation.op, await who.append(operation, brought));
  }

  async #makeGroup(): Promise<void> {
    const [group, salt] = [createGroupId(), randomBytes(16)];
    const nameCommitment = await commitGroupName({ salt, name: "Team" });
    const groupName = { group, salt: toBase64Url(salt), name: "Team" };
    await this.#inPortal({ op: "group.create", group, nameCommitment }, { groupName });
    this.#groups.push(group);
    const added = this.people.slice(1 + this.#pick(3)).map(({ user }) => user);
    await this.#inPortal({ op: "group.members", group, added, removed: [] });
  }

  async #changeGroup(): Promise<void> {
    const group = this.#one(this.#groups);
    if (!group) return;
    const { user } = this.#one(this.people);
    await this.#inPortal(
      this.#one<PortalOperation>([
        { op: "group.members", group, added: [user], removed: [] },
        { op: "group.members", group, added: [], removed: [user] },
        { op: "group.delete", group },
      ]),
    );
  }

  async #rotate(): Promise<void> {
    const who = this.#one(this.people);
    const others = who === this.#alice ? [] : [this.#alice];
    this.#note(who, "key.rotate", await this.room.rotate(who, ...others));
  }

  async #join(): Promise<void> {
    if (this.people.length > 7) return;
    const link = await createLink();
    await this.#inPortal(this.#alice.inviteOperation(link, "User", true));
    await this.#send(this.#alice, {
      op: "member.invite",
      invitation: link.invitation,
      level: "ContentCreator",
    });
    this.#heads.push(this.#portal.head);
    const who = await comeIn(this.#portal, link, `Nina${this.people.length}`);
    this.people.push(who);
    this.#note(who, "user.join", "200");
    await this.#write(who);
  }
}

describe("what the Worker takes, a client takes", { timeout: 60_000 }, () => {
  it.each([2, 5, 8])("whatever the people of a room do (seed %i)", async (seed) => {
    const { portal, five } = await portalOfFive(await openDoor());
    const { Owner: alice, DocSpaceAdmin: dora, RoomAdmin: rita, User: bob, Guest: gina } = five;
    await makeAdminKey(alice);
    const room = await createRoom(alice, {
      members: [
        [rita, "RoomManager"],
        [bob, "ContentCreator"],
        [gina, "Editor"],
      ],
    });
    const life = new Life(seed, portal, room, [alice, dora, rita, bob, gina]);
    for (let step = 0; step < STEPS; step++) await life.step();
    const outcome = await replayed(alice, room).then(
      () => "replayed",
      (error: unknown) => `${error}\n${life.taken.join("\n")}`,
    );
    expect(outcome).toBe("replayed");
    expect(life.taken.length).toBeGreaterThan(STEPS / 4);
  });
});
