import { parseBase64Url } from "../../shared/bytes.ts";
import { parsePortalOrigin } from "../../shared/ids.ts";
import type { Door } from "../support/ask.ts";
import { comeIn, emptyPortal, type Resident } from "../support/portal.ts";
import { createRoom, folderOf, makeAdminKey, type Room } from "../support/rooms.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { type Figure, median } from "./figure.ts";

/** How much there is beside what is asked for. */
export interface ScaleTask {
  readonly users: number;
  readonly rooms: number;
  readonly files: number;
  readonly rounds: number;
}

/** How many rooms of all are bob's. */
const OWN_ROOMS = 20;
const GROWTH = 10;

/**
 * What requests cost in a portal against one with ten times less in it: 1 is the same. Both are asked by turns, so that
 * whatever else the machine does meets both.
 */
export async function benchScale(task: ScaleTask): Promise<Figure[]> {
  const servers = [await startServer(), await startServer()];
  try {
    const requests: Request[][] = [];
    for (const [at, server] of servers.entries()) {
      requests.push(requestsOf(await prepare(server)));
      await fill(server, at === 0 ? lessened(task) : task);
    }
    const [small = [], large = []] = requests;
    const size = `${task.users} users, ${task.rooms} rooms, ${task.files} files against ${GROWTH} times less`;
    const figures: Figure[] = [];
    for (const [at, request] of small.entries()) {
      const value = await growthOf(request, large[at] ?? request, task.rounds);
      const { what } = request;
      figures.push({
        area: `Scale: ${size}`,
        what,
        browser: "Node",
        value,
        unit: "times",
        goal: { atMost: 1.5 },
      });
    }
    return figures;
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

const lessened = ({ users, rooms, files, rounds }: ScaleTask): ScaleTask => ({
  users: users / GROWTH,
  rooms: rooms / GROWTH,
  files: files / GROWTH,
  rounds,
});

interface Asking {
  readonly alice: Resident;
  readonly bob: Resident;
  /** Two rooms of bob's: what is appended to the second must not make the first longer. */
  readonly read: Room;
  readonly written: Room;
}

async function prepare(server: TestServer): Promise<Asking> {
  const door: Door = {
    origin: parsePortalOrigin(server.url),
    fetch: (path, init) => fetch(new URL(path, server.url), init),
    sql: server.rows,
  };
  const { portal, alice } = await emptyPortal(door, parseBase64Url(server.setupToken));
  const bob = await comeIn(portal, await alice.invite("User"), "Bob");
  await makeAdminKey(alice);
  const rooms: Room[] = [];
  for (let n = 0; n < OWN_ROOMS; n++)
    rooms.push(await createRoom(alice, { members: [[bob, "ContentCreator"]] }));
  const [read, written] = rooms;
  if (!read || !written) throw new Error("There is no room to look at.");
  return { alice, bob, read, written };
}

interface Request {
  readonly what: string;
  /** Asks once; gives by how many things the answer's cost is divided: what is listed is paid for one by one. */
  readonly ask: () => Promise<number>;
}

const requestsOf = ({ alice, bob, read, written }: Asking): Request[] => [
  { what: "a person's list of rooms", ask: once(() => bob.get("listSpaces")) },
  {
    what: "a page of all rooms, for each listed",
    ask: async () => (await alice.get("listAllRooms", { params: { archived: "no" } })).rooms.length,
  },
  {
    what: "opening a room",
    ask: once(() => bob.get("getSpace", { params: { space: read.space, from: 0 } })),
  },
  {
    what: "the list of people, for each listed",
    ask: async () => (await bob.get("listPeople")).people.length,
  },
  { what: "appending an entry", ask: once(() => written.put(bob, folderOf())) },
];

const once = (ask: () => Promise<unknown>) => async (): Promise<number> => {
  await ask();
  return 1;
};

const WARM_UP = 5;

/** How many times as much it costs where there is more. */
async function growthOf(small: Request, large: Request, rounds: number): Promise<number> {
  const [smallMs, largeMs]: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < rounds; round++)
    for (const [request, times] of [
      [small, smallMs],
      [large, largeMs],
    ] as const) {
      const costMs = await timed(request);
      if (round >= 0) times.push(costMs);
    }
  return median(largeMs) / median(smallMs);
}

async function timed({ ask }: Request): Promise<number> {
  const startMs = performance.now();
  const count = await ask();
  return (performance.now() - startMs) / count;
}

/** Numbers below `?1`, from which ids are made that no person or room has. */
const COUNTED =
  "WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < ?1 - 1)";
const USER = "'U' || printf('%020d', n) || 'A'";
const SPACE = "'S' || printf('%041d', n) || 'A'";

/** Straight into the tables, in the shape of what is there: nobody looks at these rows but the database. */
async function fill({ rows }: TestServer, { users, rooms, files }: ScaleTask): Promise<void> {
  await rows(
    `${COUNTED} INSERT OR IGNORE INTO users (user, type, is_disabled, bundle, name, email, salt, created_at_ms, sign_public, kem_hash)
     SELECT ${USER}, 'User', 0, (SELECT bundle FROM users LIMIT 1), 'Person ' || n, n || '@example.org', zeroblob(16), n, 's' || n, 'k' || n FROM counted`,
    users,
  );
  await rows(
    `${COUNTED} INSERT OR IGNORE INTO spaces (space, kind, owner, generation, item_count, head_seq, head_hash, room_type)
     SELECT ${SPACE}, 'room', (SELECT user FROM users WHERE type = 'Owner'), 1, 100, 10, ${SPACE}, 'Collaboration' FROM counted`,
    rooms,
  );
  for (let member = 0; member < 5; member++)
    await rows(
      `${COUNTED} INSERT OR IGNORE INTO memberships (user, space, level)
       SELECT 'U' || printf('%020d', (n * 7 + ?3) % ?2) || 'A', ${SPACE}, 'Editor' FROM counted`,
      ...[rooms, users, member],
    );
  await rows(
    `${COUNTED} INSERT OR IGNORE INTO entries (space, seq, hash, wire)
     SELECT 'S' || printf('%041d', n / 10) || 'A', n % 10, 'h' || n, zeroblob(400) FROM counted`,
    rooms * 10,
  );
  await rows(
    `${COUNTED} INSERT OR IGNORE INTO nodes (space, node, kind, parent, revision, version_number)
     SELECT 'S' || printf('%041d', n % ?2) || 'A', 'N' || printf('%020d', n) || 'A', 'file', NULL, 1, 1 FROM counted`,
    ...[files, rooms],
  );
}
