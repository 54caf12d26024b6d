import { sql } from "kysely";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { can } from "../../shared/rights/can.ts";
import type { Db } from "../db/open.ts";
import { LIVE_FACTS_MAX_AGE_MS } from "../limits.ts";
import { type MemberSpace, readSpaceFor } from "../spaces/facts.ts";
import { roomObjectOf, subjectOf } from "../spaces/uses.ts";
import type { SessionUser } from "../users/sessions.ts";
import type { Guest } from "./guest.ts";

/** What a guest may do in a live document, by the tables as they are. */
export interface GuestNow {
  readonly head: Head;
  readonly generation: number;
  /** Somebody left and the next key is not made yet: nothing new goes under the old one. */
  readonly isStale: boolean;
  readonly mayWrite: boolean;
  /** Of the file; 0 when it is not there, or lies in the trash. */
  readonly newestVersion: number;
}

type Person = Pick<SessionUser, "user" | "type" | "isDisabled">;

/** The right that the version takes which comes of it. */
function mayEdit(person: Person, space: MemberSpace): boolean {
  const subject = subjectOf(person);
  const room = roomObjectOf(space);
  if (room !== null)
    return can(subject, "room:edit", { kind: "roomItem", room, createdBy: person.user }).allowed;
  const access = space.level === "FullAccess" ? "FullAccess" : null;
  const facts = { access, ownerId: space.owner, isSwitchedOn: space.isPrivateRoomOn } as const;
  return can(subject, "private:saveVersion", { kind: "privateItem", ...facts }).allowed;
}

async function readPerson(db: Db, user: UserId): Promise<Person | null> {
  const row = await db
    .selectFrom("users")
    .select(["type", "is_disabled", "is_removed"])
    .where("user", "=", user)
    .executeTakeFirst();
  return row ? { user, type: row.type, isDisabled: row.is_disabled === 1 || row.is_removed === 1 } : null;
}

/** Neither it nor a folder above it is in the trash, and it did not move to a space of its own. */
const isInUse = ({ space, node }: Guest) => sql<boolean>`not exists (
  with recursive above (node, parent, trashed_by) as (
    select n.node, n.parent, n.trashed_by from nodes n where n.space = ${space} and n.node = ${node}
    union all
    select n.node, n.parent, n.trashed_by from nodes n join above a on n.node = a.parent where n.space = ${space}
  ) select 1 from above where trashed_by is not null)`;

async function readVersion(db: Db, guest: Guest): Promise<number> {
  const row = await db
    .selectFrom("nodes")
    .select("version_number")
    .where("space", "=", guest.space)
    .where("node", "=", guest.node)
    .where("is_deleted", "=", 0)
    .where("shared_space", "is", null)
    .where(isInUse(guest))
    .executeTakeFirst();
  return row?.version_number ?? 0;
}

/** Null for who may not read there any more. */
export async function readGuestNow(db: Db, guest: Guest): Promise<GuestNow | null> {
  const [space, person, newestVersion] = await Promise.all([
    readSpaceFor(db, guest.user, guest.space),
    readPerson(db, guest.user),
    readVersion(db, guest),
  ]);
  const isOpen = space?.isReader && (space.kind === "room" || space.isPrivateRoomOn);
  if (!isOpen || !person || person.isDisabled) return null;
  const { head, generation, isStale } = space;
  const mayWrite = newestVersion > 0 && mayEdit(person, space);
  return { head, generation, isStale, mayWrite, newestVersion };
}

const keyOf = ({ space, user }: Pick<Guest, "space" | "user">): string => `${space}/${user}`;

/** Remembers the same for a moment, until the space's log moves or a right is taken by the portal's: a keystroke costs no question. */
export class GuestsNow {
  readonly #db: Db;
  readonly #known = new Map<string, { readonly now: GuestNow | null; readonly atMs: number }>();
  #moves = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  async read(guest: Guest): Promise<GuestNow | null> {
    const known = this.#known.get(keyOf(guest));
    if (known && Date.now() - known.atMs < LIVE_FACTS_MAX_AGE_MS) return known.now;
    return this.readAnew(guest);
  }

  /** Whatever is remembered: for who comes, of whom something of before may be. */
  async readAnew(guest: Guest): Promise<GuestNow | null> {
    this.#known.delete(keyOf(guest));
    const [moves, atMs] = [this.#moves, Date.now()];
    const now = await readGuestNow(this.#db, guest);
    // What was read while something changed may be of before
    if (moves === this.#moves) this.#known.set(keyOf(guest), { now, atMs });
    return now;
  }

  forget(space: SpaceId): void {
    this.#moves++;
    for (const key of this.#known.keys()) if (key.startsWith(`${space}/`)) this.#known.delete(key);
  }

  forgetThese(space: SpaceId, users: readonly UserId[]): void {
    this.#moves++;
    for (const user of users) this.#known.delete(keyOf({ space, user }));
  }
}
