import { asSealed, type Bytes, randomBytes } from "../../../shared/bytes.ts";
import { sealLockbox } from "../../../shared/crypto/lockbox.ts";
import { sealPreviousKey } from "../../../shared/crypto/previous-key.ts";
import { commitSpaceKey, createSpaceKey } from "../../../shared/crypto/space-key.ts";
import { parseEntryHash, parseSpaceId } from "../../../shared/ids.ts";
import type { Operation } from "../../../shared/log/operations.ts";
import { replayPortal, resumePortal } from "../../../shared/log/portal-state.ts";
import { signEntry } from "../../../shared/log/sign-entry.ts";
import { type Person, person } from "../../support/people.ts";
import { NOW_MS, PortalWriter } from "../../support/signed-portal.ts";
import { answer, demand, timed } from "./answer.ts";

export interface PeopleTask {
  readonly people: number;
  readonly entries: number;
  /** Members of the room whose key is made anew. */
  readonly members: number;
  readonly rounds: number;
}

export interface PeopleTimes {
  readonly coldMs: readonly number[];
  readonly warmMs: readonly number[];
  readonly deltaMs: readonly number[];
  readonly rotationMs: readonly number[];
}

/** Entries that come while somebody was away. */
const DELTA_ENTRIES = 100;

answer(async (task: PeopleTask): Promise<PeopleTimes> => {
  const { portal, people } = await makePortal(task);
  const { head } = portal.state;
  const before = portal.wires.slice(0, -DELTA_ENTRIES);
  const times = { coldMs: [], warmMs: [], deltaMs: [], rotationMs: [] } as Record<
    keyof PeopleTimes,
    number[]
  >;
  for (let round = 0; round < task.rounds; round++) {
    times.coldMs.push(await timed(async () => demandHead(await replayPortal(portal.wires), head.hash)));
    times.warmMs.push(await timed(() => resumePortal(portal.wires, head)));
    const known = await replayPortal(before);
    times.deltaMs.push(await timed(() => replayPortal(portal.wires.slice(-DELTA_ENTRIES), known)));
    times.rotationMs.push(await timed(() => rotate(people.slice(0, task.members))));
  }
  return times;
});

const demandHead = (state: { head: { hash: string } }, hash: string): void =>
  demand(state.head.hash === hash, "the portal's log");

/** Everybody comes in by an invitation; then people are given other types, disabled and enabled, and sorted into groups. */
async function makePortal({ people: count, entries }: PeopleTask) {
  const owner = await person("alice");
  const portal = await PortalWriter.start(owner);
  const people: Person[] = [];
  for (let n = 0; n < count; n++) {
    const someone = await person(`person ${n}`);
    await portal.admit(someone, "User", owner);
    people.push(someone);
  }
  for (let n = 0; portal.wires.length < entries; n++) {
    const { user } = people[n % count] as Person;
    for (const operation of changesOf(user)) await portal.add(owner, operation);
  }
  return { portal, people };
}

const changesOf = (user: Person["user"]): Operation[] => [
  { op: "user.disable", user },
  { op: "user.enable", user },
  { op: "user.type", user, type: "RoomAdmin" },
  { op: "user.type", user, type: "User" },
  { op: "profile.change", user, profileCommitment: randomBytes(32) },
];

/** All that a new generation computes: the key, its commitment, the key before under it, the entry, a lockbox for each. */
async function rotate(members: readonly Person[]): Promise<Bytes[]> {
  const [author] = members as [Person];
  const space = parseSpaceId("A".repeat(43));
  const [spaceKey, previous] = [createSpaceKey(), createSpaceKey()];
  const generation = 2;
  const operation = {
    op: "key.rotate",
    generation,
    keyCommitment: await commitSpaceKey(spaceKey, generation),
    previous: asSealed(await sealPreviousKey({ space, generation, newKey: spaceKey, previous })),
  } as const;
  const hash = parseEntryHash("A".repeat(43));
  const place = { space, seq: 1, prev: hash, timeMs: NOW_MS, portalHead: { seq: 0, hash } };
  const { hash: head } = await signEntry({ ...place, author: author.user, operation }, author.signKey);
  return Promise.all(
    members.map(({ user, bundle }) => {
      const context = { space, generation, head, member: user, author: author.user };
      return sealLockbox({
        ...context,
        spaceKey,
        memberKemPublic: bundle.kemPublic,
        signKey: author.signKey,
      });
    }),
  );
}
