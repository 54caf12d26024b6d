import { type Bytes, parseBase64Url, randomBytes } from "../../shared/bytes.ts";
import { DEFAULT_ARGON2 } from "../../shared/crypto/slot-params.ts";
import { type Head, spaceOfGenesis } from "../../shared/log/entry.ts";
import {
  type Account,
  createAccount,
  createPersonalSpace,
  createSetup,
  type NewSpace,
  SETUP_TOKEN,
  signIn,
} from "./accounts.ts";
import { type Door, get } from "./ask.ts";
import { Client } from "./client.ts";
import { type Person, people } from "./people.ts";

/** A portal with people in it. */

/** Registers somebody beside the Owner, as the portal's log will once it has invitations. */
async function register(door: Door, account: Account, space: NewSpace): Promise<void> {
  const { person, name, email, salt, logins } = account;
  await door.sql(
    "insert into users (user, type, is_disabled, bundle, name, email, salt, created_at_ms) values (?, 'User', 0, ?, ?, ?, ?, 1)",
    ...[person.user, person.bundle.wire, name, email, salt],
  );
  for (const { kind, loginPublic, slot } of logins) {
    const cost = kind === "kit" ? [null, null, null] : Object.values(DEFAULT_ARGON2);
    await door.sql(
      "insert into logins (user, kind, login_public, salt, memory_kib, passes, lanes, slot) values (?, ?, ?, ?, ?, ?, ?, ?)",
      ...[person.user, kind, parseBase64Url(loginPublic), randomBytes(16), ...cost, parseBase64Url(slot)],
    );
  }
  await door.sql(
    `insert into spaces (space, kind, owner, generation, item_count, head_seq, head_hash, generation_head, generation_author)
      values (?, 'personal', ?, 1, 0, 0, ?, ?, ?)`,
    ...[space.space, person.user, space.entry.hash, space.entry.hash, person.user],
  );
  await door.sql("insert into entries values (?, 0, ?, ?)", space.space, space.entry.hash, space.entry.wire);
  await door.sql("insert into memberships (user, space) values (?, ?)", person.user, space.space);
  await door.sql("insert into lockboxes values (?, ?, 1, ?)", space.space, person.user, space.lockbox);
}

/** Lets another person in and signs him in. */
export async function join(
  door: Door,
  person: Person,
  { name, portalHead }: { name: string; portalHead: Head },
) {
  const account = await createAccount(person, name);
  const personal = await createPersonalSpace(person, portalHead);
  await register(door, account, personal);
  const { token } = await signIn(door, account);
  return new Client({ door, account, token, personal, portalHead });
}

/** A portal that alice has set up, with mallory as a user of it. */
export async function world(door: Door, setupToken: Bytes = SETUP_TOKEN) {
  const everybody = await people();
  const account = await createAccount(everybody.alice, "Alice");
  const { body, portal, personal } = await createSetup(account, setupToken);
  const { token } = await get(door, "createPortal", { body });
  const portalHead: Head = { seq: 0, hash: portal.hash };
  const alice = new Client({ door, account, token, personal, portalHead });
  const mallory = await join(door, everybody.mallory, { name: "Mallory", portalHead });
  return { alice, mallory, portal: spaceOfGenesis(portal), portalHead, people: everybody };
}
