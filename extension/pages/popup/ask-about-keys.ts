import type { GroupId, SpaceId, UserId } from "../../../shared/ids.ts";
import type { RoomOfOneKey } from "../../people/rooms-of-one-key.ts";
import { portalVerdicts } from "../../state/popup-rights.ts";
import type { PopupQuestion, PopupStore } from "../../state/popup-store.ts";
import { isolatedName } from "../../ui/display-name.ts";
import type { PeopleTexts } from "../../ui/strings/people/en.ts";

/** Questions before a step after which nobody might open a room's contents any more. */

interface Leaving {
  readonly user: UserId;
  readonly name: string;
  /** The only room that it is about; null for all of the person's. */
  readonly space: SpaceId | null;
  /** Who owns it from now on; null when the person leaves. */
  readonly to: UserId | null;
}

/**
 * The question with what it costs, and with a box to tick, when the person alone can pass the key of rooms on; null when
 * nothing is lost. Tells the store when it could not be found out, and gives undefined.
 */
export async function warnedOfKeys(
  store: PopupStore,
  people: PeopleTexts,
  { user, name, space, to, question }: Leaving & { question: PopupQuestion },
): Promise<PopupQuestion | null | undefined> {
  const self = store.self.value;
  const maySee = self && (self.user === user || portalVerdicts(self.subject).allRooms.allowed);
  if (!maySee) return null;
  const { origin, core } = store;
  const found = await store.act(() => core.listRoomsOfOneKey({ origin, user, to }), null);
  if (found === null) return undefined;
  const isLeaving = self.user === user && to === null;
  const toText = (rooms: string) =>
    isLeaving ? people.members.leaveOnlyKey : people.person.onlyKey(name, rooms);
  const about = found.filter((room) => space === null || room.space === space);
  return withRooms(about, { people, toText, question });
}

interface Ungrouping {
  readonly group: GroupId;
  /** Who is taken out of it; null when it is deleted. */
  readonly users: readonly UserId[] | null;
}

/** The same for what people have by a group. */
export async function warnedOfGroupsKeys(
  store: PopupStore,
  people: PeopleTexts,
  { group, users, question }: Ungrouping & { question: PopupQuestion },
): Promise<PopupQuestion | null | undefined> {
  const { origin, core } = store;
  const found = await store.act(() => core.listRoomsOfGroupsKey({ origin, group, users }), null);
  if (found === null) return undefined;
  return withRooms(found, { people, toText: people.groups.onlyKey, question });
}

interface Warned {
  readonly people: PeopleTexts;
  /** From the rooms' names. */
  readonly toText: (rooms: string) => string;
  readonly question: PopupQuestion;
}

function withRooms(
  rooms: readonly RoomOfOneKey[],
  { people, toText, question }: Warned,
): PopupQuestion | null {
  if (rooms.length === 0) return null;
  const text = `${question.text} ${toText(namesOf(rooms, people))}`;
  return { ...question, text, isDanger: true, sure: people.person.onlyKeySure };
}

const NAMED_MAX = 5;

function namesOf(rooms: readonly RoomOfOneKey[], people: PeopleTexts): string {
  const named = rooms.slice(0, NAMED_MAX).map(({ title }) => isolatedName(title ?? people.rooms.sealed));
  return [...named, ...(rooms.length > NAMED_MAX ? ["…"] : [])].join(", ");
}

/** Asks, with what the step costs. */
export async function askWithKeys(
  store: PopupStore,
  people: PeopleTexts,
  leaving: Leaving & { question: PopupQuestion },
): Promise<void> {
  const warned = await warnedOfKeys(store, people, leaving);
  if (warned !== undefined) store.ask(warned ?? leaving.question);
}
