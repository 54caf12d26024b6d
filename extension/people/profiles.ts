import { equalBytes } from "../../shared/bytes.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import type { UserId } from "../../shared/ids.ts";
import type { PortalState } from "../../shared/log/portal-state.ts";
import { type ListedPerson, readPeoplePages } from "../api/people-pages.ts";
import type { OpenPortal } from "../spaces/portal-session.ts";

/** Names and addresses of people. Each is believed only when it is the one that the portal's signed log commits to. */

/** Without name and address when those that the portal gave are not the ones that the log commits to. */
export interface KnownProfile {
  readonly user: UserId;
  readonly name: string | null;
  readonly email: string | null;
}

export type Profiles = ReadonlyMap<UserId, KnownProfile>;

const books = new WeakMap<OpenPortal, { seq: number; profiles: Promise<Profiles> }>();

/** Asked for anew whenever the portal's log has moved. @throws OFFLINE, LOCKED … */
export function readProfiles(portal: OpenPortal): Promise<Profiles> {
  const { seq } = portal.state.head;
  const known = books.get(portal);
  if (known?.seq === seq) return known.profiles;
  const profiles = load(portal);
  books.set(portal, { seq, profiles });
  profiles.catch(() => books.delete(portal));
  return profiles;
}

async function load({ client, state }: OpenPortal): Promise<Profiles> {
  const people = await readPeoplePages(client);
  const known = people.filter(({ user }) => state.users.has(user));
  const profiles = await Promise.all(known.map((person) => check(state, person)));
  return new Map(profiles.map((profile) => [profile.user, profile]));
}

async function check(state: PortalState, person: ListedPerson): Promise<KnownProfile> {
  const { user, name, email } = person;
  const commitment = state.users.get(user)?.profileCommitment;
  const isCommitted = commitment && equalBytes(await commitProfile(person), commitment);
  return isCommitted ? { user, name, email } : { user, name: null, email: null };
}

/** None of them when the portal cannot be asked. */
export const readProfilesOrNone = (portal: OpenPortal): Promise<Profiles> =>
  readProfiles(portal).catch(() => new Map());
