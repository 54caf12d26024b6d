import { equalBytes } from "../../shared/bytes.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import type { UserId } from "../../shared/ids.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { portalRecord } from "../vault/records.ts";

/** Names of people. Each is believed only when it is the one that the portal's signed log commits to. */

const books = new WeakMap<OpenSpace, Promise<ReadonlyMap<UserId, string>>>();

async function ownName({ origin, user }: OpenSpace): Promise<[UserId, string][]> {
  const account = (await portalRecord(origin).read())?.account;
  return account?.user === user ? [[user, account.name]] : [];
}

async function othersNames({ client, portal }: OpenSpace): Promise<[UserId, string][]> {
  const { people } = await client.call("listPeople", {});
  const checked = await Promise.all(
    people.map(async (person): Promise<[UserId, string][]> => {
      const commitment = portal.users.get(person.user)?.profileCommitment;
      const isCommitted = commitment && equalBytes(await commitProfile(person), commitment);
      return isCommitted ? [[person.user, person.name]] : [];
    }),
  );
  return checked.flat();
}

async function loadNames(space: OpenSpace, isAlone: boolean): Promise<ReadonlyMap<UserId, string>> {
  // In a room of one's own nobody else has to be asked for
  const others = isAlone ? [] : await othersNames(space).catch(() => []);
  return new Map([...others, ...(await ownName(space))]);
}

/** The names of those who changed something in the space; someone whose name cannot be proven is missing. */
export function readPersonNames(space: OpenSpace): Promise<ReadonlyMap<UserId, string>> {
  const isAlone = space.state.owner === space.user;
  const names = books.get(space) ?? loadNames(space, isAlone);
  books.set(space, names);
  return names;
}
