import type { BodyJson } from "../../shared/api/contract.ts";
import { type Bytes, parseBase64Url, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { LABELS } from "../../shared/crypto/hash.ts";
import { encodeInviteAsk, encodeInviteProof } from "../../shared/crypto/invite-check.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import { importSignKey, type SignKey, signDetached, signPublicOf } from "../../shared/crypto/sign.ts";
import { createInvitationId, type InvitationId, type SpaceId } from "../../shared/ids.ts";
import { type EntryFields, type Head, type ParsedEntry, spaceOfGenesis } from "../../shared/log/entry.ts";
import type { InvitedType, PortalOperation } from "../../shared/log/portal-operations.ts";
import { type PortalState, replayPortal } from "../../shared/log/portal-state.ts";
import type { UserType } from "../../shared/rights/user-types.ts";
import { type Account, createAccount, createSetup, SETUP_TOKEN, signAs } from "./accounts.ts";
import { ask, codeOf, type Door, get } from "./ask.ts";
import { createGuestRoom, removeGuestRoom } from "./guest-room.ts";
import { type Person, person } from "./people.ts";
import type { Room } from "./rooms.ts";

/** A portal with people of the five types, all of whom came in by invitations. */

/** What the key in a link is good for. */
export interface Link {
  readonly invitation: InvitationId;
  readonly key: SignKey;
  readonly invitePublic: Bytes;
  /** The one that it is to. */
  readonly room?: Room;
}

type Brought = Omit<BodyJson<"appendPortalEntry">, "entry">;
type Changes = Partial<EntryFields>;

/** The portal's log as the people of one test know it: they all see the same head. */
export interface Portal {
  readonly door: Door;
  readonly portal: SpaceId;
  head: Head;
}

export async function createLink(): Promise<Link> {
  const seed = randomBytes(32);
  const [key, invitePublic] = await Promise.all([importSignKey(seed), signPublicOf(seed)]);
  return { invitation: createInvitationId(), key, invitePublic };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Somebody signed in to a portal. */
export class Resident {
  readonly portal: Portal;
  readonly account: Account;
  readonly token: string;

  constructor(portal: Portal, account: Account, token: string) {
    this.portal = portal;
    this.account = account;
    this.token = token;
  }

  get person(): Person {
    return this.account.person;
  }

  get user() {
    return this.account.person.user;
  }

  ask: <Name extends Parameters<typeof ask>[1]>(
    name: Name,
    asked?: Parameters<typeof ask<Name>>[2],
  ) => Promise<Response> = (name, asked) => ask(this.portal.door, name, { token: this.token, ...asked });

  get: <Name extends Parameters<typeof get>[1]>(
    name: Name,
    asked?: Parameters<typeof get<Name>>[2],
  ) => ReturnType<typeof get<Name>> = (name, asked) =>
    get(this.portal.door, name, { token: this.token, ...asked });

  /** The portal's next entry, signed but not sent. */
  sign(operation: PortalOperation, changes: Changes = {}): Promise<ParsedEntry> {
    const { portal, head } = this.portal;
    const place = { space: portal, seq: head.seq + 1, prev: head.hash, portalHead: null };
    return signAs(this.person, { ...place, operation, ...changes });
  }

  send(entry: ParsedEntry, brought: Brought = {}): Promise<Response> {
    return this.ask("appendPortalEntry", { body: { entry: toBase64Url(entry.wire), ...brought } });
  }

  /** Signs, sends and moves on when it was taken; gives the code or status. */
  async append(operation: PortalOperation, brought: Brought = {}, changes: Changes = {}): Promise<string> {
    const entry = await this.sign(operation, changes);
    const code = await codeOf(this.send(entry, brought));
    if (code === "200") this.portal.head = { seq: entry.seq, hash: entry.hash };
    return code;
  }

  /** The same for one that must be taken. */
  async put(operation: PortalOperation, brought: Brought = {}): Promise<void> {
    const code = await this.append(operation, brought);
    if (code !== "200") throw new Error(`${operation.op}: ${code}`);
  }

  inviteOperation(link: Link, type: InvitedType, isWithRoom = type === "Guest") {
    const { invitation, invitePublic } = link;
    const expiresAtMs = Date.now() + 7 * DAY_MS;
    return { op: "user.invite", invitation, invitePublic, type, isWithRoom, expiresAtMs } as const;
  }

  async invite(type: InvitedType, isWithRoom?: boolean): Promise<Link> {
    const link = await createLink();
    const operation = this.inviteOperation(link, type, isWithRoom);
    await this.put(operation);
    return operation.isWithRoom ? { ...link, room: await createGuestRoom(this, link.invitation) } : link;
  }
}

/** What a new person sends to come in; `portal.head` stays. */
export async function joining(portal: Portal, { invitation, key }: Link, account: Account) {
  const { person: who, name, email, salt, logins } = account;
  const proven = { portal: portal.portal, invitation, bundleHash: who.bundle.hash };
  const entry = await signAs(who, {
    ...{ space: portal.portal, seq: portal.head.seq + 1, prev: portal.head.hash, portalHead: null },
    operation: {
      op: "user.join",
      invitation,
      bundle: who.bundle.wire,
      profileCommitment: await commitProfile({ name, email, salt }),
      proof: await signDetached(LABELS.inviteProof, key, encodeInviteProof(proven)),
    },
  });
  const body: BodyJson<"acceptInvitation"> = {
    entry: toBase64Url(entry.wire),
    profile: { user: who.user, name, email, salt: toBase64Url(salt) },
    logins: logins.map(({ kind, loginPublic, slot }) => ({ kind, loginPublic, slot })),
  };
  return { entry, body };
}

/** Lets somebody in by a link that was given to him. The room that it was to is none of the test's, and goes. */
export async function comeIn(portal: Portal, link: Link, name: string): Promise<Resident> {
  const account = await createAccount(await person(name.toLowerCase()), name);
  const { entry, body } = await joining(portal, link, account);
  const params = { invitation: link.invitation };
  const { token } = await get(portal.door, "acceptInvitation", { params, body });
  portal.head = { seq: entry.seq, hash: entry.hash };
  if (link.room) await removeGuestRoom(link.room);
  return new Resident(portal, account, token);
}

/** Asks with the link for the portal's log. */
export async function askWith(portal: Portal, { invitation, key }: Link, timeMs = Date.now()) {
  const asked = { origin: portal.door.origin, invitation, timeMs };
  const signature = await signDetached(LABELS.inviteAsk, key, encodeInviteAsk(asked));
  const body = { from: 0, timeMs, signature: toBase64Url(signature) };
  return ask(portal.door, "openInvitation", { params: { invitation }, body });
}

/** A portal that alice owns; nobody else is in it. */
export async function emptyPortal(door: Door, setupToken: Bytes = SETUP_TOKEN) {
  const account = await createAccount(await person("alice"), "Alice");
  const { body, portal: genesis, personal } = await createSetup(account, setupToken);
  const { token } = await get(door, "createPortal", { body });
  const portal: Portal = { door, portal: spaceOfGenesis(genesis), head: { seq: 0, hash: genesis.hash } };
  return { portal, alice: new Resident(portal, account, token), personal };
}

/** What a client makes of the log that the Worker took, page by page. Fails when it would refuse any of it. */
export async function replayed(reader: Resident): Promise<PortalState> {
  const wires: Bytes[] = [];
  for (;;) {
    const { entries, head } = await reader.get("getPortalLog", { params: { from: wires.length } });
    wires.push(...entries.map(parseBase64Url));
    if (wires.length > head.seq) return replayPortal(wires);
  }
}

/** Names of the people of the five types. */
const NAMES = { DocSpaceAdmin: "Dora", RoomAdmin: "Rita", User: "Bob", Guest: "Carol" } as const;

/** alice owns the portal, dora is DocSpace admin, rita Room admin, bob User, carol Guest; alice invited them. */
export async function portalOfFive(door: Door, setupToken: Bytes = SETUP_TOKEN) {
  const { portal, alice, personal } = await emptyPortal(door, setupToken);
  const enter = async (type: InvitedType) => comeIn(portal, await alice.invite(type), NAMES[type]);
  const five: Record<UserType, Resident> = {
    Owner: alice,
    DocSpaceAdmin: await enter("DocSpaceAdmin"),
    RoomAdmin: await enter("RoomAdmin"),
    User: await enter("User"),
    Guest: await enter("Guest"),
  };
  return { portal, five, personal };
}
