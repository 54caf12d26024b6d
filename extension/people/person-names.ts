import type { UserId } from "../../shared/ids.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { portalRecord } from "../vault/records.ts";
import { readProfilesOrNone } from "./profiles.ts";

/** Names of people. Each is believed only when it is the one that the portal's signed log commits to. */

async function ownName({ origin, user }: OpenSpace): Promise<[UserId, string][]> {
  const account = (await portalRecord(origin).read())?.account;
  return account?.user === user ? [[user, account.name]] : [];
}

async function othersNames({ session }: OpenSpace): Promise<[UserId, string][]> {
  const profiles = [...(await readProfilesOrNone(session)).values()];
  return profiles.flatMap(({ user, name }): [UserId, string][] => (name === null ? [] : [[user, name]]));
}

/** The names of those who changed something in the space; someone whose name cannot be proven is missing. */
export async function readPersonNames(space: OpenSpace): Promise<ReadonlyMap<UserId, string>> {
  // In a room of one's own nobody else has to be asked for
  const others = space.state.kind === "personal" ? [] : await othersNames(space);
  return new Map([...others, ...(await ownName(space))]);
}
