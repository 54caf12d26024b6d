import { equalBytes, toBase64Url } from "../../shared/bytes.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { readPeoplePages } from "../api/people-pages.ts";
import { changeAccount } from "../vault/account.ts";
import { portalRecord } from "../vault/records.ts";
import type { OpenPortal } from "./portal-session.ts";

/**
 * Name and address as this browser keeps them follow the portal's log: an admin may have changed them, or the person in
 * another browser. Asked for only when the log says something else than at the last look, and believed only if it commits to it.
 */
export async function keepOwnProfile({ origin, client, user, state }: OpenPortal): Promise<void> {
  const commitment = state.users.get(user)?.profileCommitment;
  const account = (await portalRecord(origin).read())?.account;
  if (!commitment || !account || account.profileCommitment === toBase64Url(commitment)) return;
  const own = (await readPeoplePages(client)).find((person) => person.user === user);
  if (!own || !equalBytes(await commitProfile(own), commitment)) return;
  const { name, email } = own;
  await changeAccount(origin, (now) => ({
    ...now,
    ...{ name, email, profileCommitment: toBase64Url(commitment) },
  }));
}
