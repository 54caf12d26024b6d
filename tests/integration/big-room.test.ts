import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCKBOXES_PER_REQUEST_MAX } from "../../shared/api/contract-rooms.ts";
import { deriveInviteKey, parseInviteFragment } from "../../shared/crypto/invite.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { parsePortalOrigin } from "../../shared/ids.ts";
import { ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { LyingServer } from "../support/lying-server.ts";
import { comeIn, type Portal, type Resident } from "../support/portal.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** More people than one request takes lockboxes for: alice's browser gives them the key in several. */

const PEOPLE = 300;

let server: TestServer;
let alice: PersonsBrowser;
let residents: Resident[];
let group: Awaited<ReturnType<PersonsBrowser["createGroup"]>>;

beforeAll(async () => {
  server = await startServer();
  alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  residents = await comeInAll(PEOPLE);
}, 300_000);
afterAll(() => server.close());

/** Many people by links of alice's, without browsers of their own. */
async function comeInAll(count: number): Promise<Resident[]> {
  const { origin } = alice;
  const links: string[] = [];
  while (links.length < count) links.push((await alice.invite({ origin, type: "User", days: 1 })).link);
  const opened = await alice.openPortal(origin);
  const door = {
    origin: parsePortalOrigin(server.url),
    fetch: (path: string, init?: RequestInit) => fetch(new URL(path, server.url), init),
    sql: (text: string, ...values: unknown[]) => server.rows(text, ...values),
  };
  const portal: Portal = { door, portal: opened.state.portal, head: opened.state.head };
  const come: Resident[] = [];
  for (const link of links) {
    // So many joins at once are no attack here
    await server.rows("delete from rate_counters");
    const { invitation, seed } = parseInviteFragment(new URL(link).hash.slice(1));
    const invited = { portal: portal.portal, invitation, seed };
    const { inviteKey: key, invitePublic } = await deriveInviteKey(invited);
    come.push(await comeIn(portal, { invitation, key, invitePublic }, `Person${come.length}`));
  }
  await alice.syncPortalSession(opened);
  return come;
}

const users = (): UserId[] => residents.map(({ user }) => user);

/** How many of them, besides alice, have a lockbox of the newest generation. */
async function holders(space: SpaceId): Promise<number> {
  const [row] = await server.rows(
    `select count(*) as count from lockboxes b join spaces s on s.space = b.space and s.generation = b.generation
     where s.space = ? and b.member <> s.owner`,
    space,
  );
  return Number(row?.["count"]);
}

const sizes = ({ asked }: LyingServer): number[] =>
  asked.flatMap(({ name, body }) => {
    const { lockboxes } = (body ?? {}) as { lockboxes?: unknown[] };
    return ["appendEntry", "putLockboxes", "createSpace"].includes(name) && lockboxes
      ? [lockboxes.length]
      : [];
  });

async function watched(work: () => Promise<unknown>): Promise<number[]> {
  const watch = new LyingServer();
  try {
    await work();
    return sizes(watch);
  } finally {
    watch.close();
  }
}

describe("a room of 300 people", () => {
  let space: SpaceId;

  it("gives all of them its key when it is made, and when one is put out", async () => {
    const { origin } = alice;
    const members = users().map((user) => ({ user, level: "Viewer" as const }));
    const making = await watched(async () => {
      space = await alice.createRoom({ origin, title: "All", colour: 1, roomType: "Custom", members });
      await alice.keepUp(origin);
    });
    expect(await holders(space)).toBe(PEOPLE);
    expect(making.length).toBeGreaterThan(3);
    const [gone] = users();
    const removing = await watched(() => alice.removeMembers({ origin, space, users: [gone as UserId] }));
    expect(await holders(space)).toBe(PEOPLE - 1);
    expect(removing).toEqual([100, 100, 100]);
    for (const count of [...making, ...removing])
      expect(count).toBeLessThanOrEqual(LOCKBOXES_PER_REQUEST_MAX);
    // Nobody waits, and the key is of the one who came last as well
    expect((await alice.keepUp(origin)).waiting).toEqual([]);
    const last = await residents.at(-1)?.get("getSpace", { params: { space, from: 0 } });
    expect(last?.lockboxes.map(({ generation }) => generation)).toContain(2);
  }, 120_000);

  it("is given the rest when the browser that started its key ended in between", async () => {
    const { origin } = alice;
    const [, gone] = users();
    const cut = new LyingServer();
    cut.lose("putLockboxes");
    try {
      await alice.removeMembers({ origin, space, users: [gone as UserId] }).catch(() => undefined);
    } finally {
      cut.close();
    }
    expect(await holders(space)).toBe(99);
    expect((await alice.keepUp(origin)).waiting).toEqual([]);
    expect(await holders(space)).toBe(PEOPLE - 2);
  }, 120_000);

  it("takes all of them by a group, and another key when one leaves the group", async () => {
    const { origin } = alice;
    group = await alice.createGroup({ origin, name: "All", members: users() });
    const other = await alice.createRoom({
      ...{ origin, title: "Group", colour: 1, roomType: "Custom" as const, members: [] },
    });
    await alice.admitGroup({ origin, space: other, group, level: "Viewer" });
    expect(await holders(other)).toBe(PEOPLE);
    const [gone] = users();
    await alice.changeGroupMembers({ origin, group, added: [], removed: [gone as UserId] });
    const pending = await alice.keepUp(origin);
    expect([pending.stale, pending.waiting]).toEqual([[], []]);
    expect(await holders(other)).toBe(PEOPLE - 1);
  }, 120_000);
});
