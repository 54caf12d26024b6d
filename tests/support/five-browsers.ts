import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import type { PortalOrigin } from "../../shared/ids.ts";
import { PASSPHRASE } from "./extension-world.ts";
import type { TestServer } from "./server.ts";

/** Browsers of several people in one test: each with modules, storage and disk of its own. */

/** Named module by module: the declarations of what they export stay with them. */
export type BrowserModules = typeof import("./extension-world.ts") & {
  readonly memory: typeof import("./memory-browser.ts").memory;
} & typeof import("../../extension/people/contacts.ts") &
  typeof import("../../extension/people/rooms-of-one-key.ts") &
  typeof import("../../extension/people/invitations.ts") &
  typeof import("../../extension/people/joining.ts") &
  typeof import("../../extension/people/open-invitation.ts") &
  typeof import("../../extension/people/groups.ts") &
  typeof import("../../extension/people/portal-settings.ts") &
  typeof import("../../extension/people/own-account.ts") &
  typeof import("../../extension/people/own-settings.ts") &
  typeof import("../../extension/people/devices.ts") &
  typeof import("../../extension/spaces/seen-rooms.ts") &
  typeof import("../../extension/people/safety.ts") &
  typeof import("../../extension/vault/records.ts") &
  typeof import("../../extension/vault/setup.ts") &
  typeof import("../../extension/vault/sign-in.ts") &
  typeof import("../../extension/vault/unlock.ts") &
  typeof import("../../extension/vault/lock.ts") &
  typeof import("../../extension/spaces/rooms.ts") &
  typeof import("../../extension/spaces/room-members.ts") &
  typeof import("../../extension/spaces/room-life.ts") &
  typeof import("../../extension/spaces/room-copy.ts") &
  typeof import("../../extension/spaces/room-size.ts") &
  typeof import("../../extension/spaces/history.ts") &
  typeof import("../../extension/spaces/upkeep.ts") &
  typeof import("../../extension/spaces/sync-space.ts") &
  typeof import("../../extension/spaces/open-space.ts") &
  typeof import("../../extension/spaces/portal-session.ts") &
  typeof import("../../extension/files/create-file.ts") &
  typeof import("../../extension/files/document.ts") &
  typeof import("../../extension/files/watch-document.ts") &
  typeof import("../../extension/files/tree.ts") &
  typeof import("../../extension/files/sharing.ts") &
  typeof import("../../extension/files/shared-files.ts") &
  typeof import("../../extension/files/trash.ts") &
  typeof import("../../extension/files/recent-files.ts") &
  typeof import("../../extension/files/node-meta.ts") &
  typeof import("../../extension/live/join-live.ts") &
  typeof import("../../extension/spaces/keys-of-members.ts");

async function loadModules(): Promise<Omit<BrowserModules, "memory">> {
  const [world, contacts, invitations, joining, link, groups, settings, account, safety, record] =
    await Promise.all([
      import("./extension-world.ts"),
      import("../../extension/people/contacts.ts"),
      import("../../extension/people/invitations.ts"),
      import("../../extension/people/joining.ts"),
      import("../../extension/people/open-invitation.ts"),
      import("../../extension/people/groups.ts"),
      import("../../extension/people/portal-settings.ts"),
      import("../../extension/people/own-account.ts"),
      import("../../extension/people/safety.ts"),
      import("../../extension/vault/records.ts"),
    ]);
  const [setup, signing, unlocking, lock, rooms, members, life, history, upkeep, sync, open, portal] =
    await Promise.all([
      import("../../extension/vault/setup.ts"),
      import("../../extension/vault/sign-in.ts"),
      import("../../extension/vault/unlock.ts"),
      import("../../extension/vault/lock.ts"),
      import("../../extension/spaces/rooms.ts"),
      import("../../extension/spaces/room-members.ts"),
      import("../../extension/spaces/room-life.ts"),
      import("../../extension/spaces/history.ts"),
      import("../../extension/spaces/upkeep.ts"),
      import("../../extension/spaces/sync-space.ts"),
      import("../../extension/spaces/open-space.ts"),
      import("../../extension/spaces/portal-session.ts"),
    ]);
  const [files, documents, tree, sharing, shared, trash, meta, keys, live, recent] = await Promise.all([
    import("../../extension/files/create-file.ts"),
    import("../../extension/files/document.ts"),
    import("../../extension/files/tree.ts"),
    import("../../extension/files/sharing.ts"),
    import("../../extension/files/shared-files.ts"),
    import("../../extension/files/trash.ts"),
    import("../../extension/files/node-meta.ts"),
    import("../../extension/spaces/keys-of-members.ts"),
    import("../../extension/live/join-live.ts"),
    import("../../extension/files/recent-files.ts"),
  ]);
  const [copying, own, devices, seen, watching, oneKey, sizes] = await Promise.all([
    import("../../extension/spaces/room-copy.ts"),
    import("../../extension/people/own-settings.ts"),
    import("../../extension/people/devices.ts"),
    import("../../extension/spaces/seen-rooms.ts"),
    import("../../extension/files/watch-document.ts"),
    import("../../extension/people/rooms-of-one-key.ts"),
    import("../../extension/spaces/room-size.ts"),
  ]);
  const people = {
    ...own,
    ...devices,
    ...seen,
    ...oneKey,
    ...contacts,
    ...invitations,
    ...joining,
    ...link,
    ...groups,
    ...settings,
    ...account,
  };
  const vault = { ...setup, ...signing, ...unlocking, ...lock, ...record };
  const spaces = {
    ...rooms,
    ...members,
    ...life,
    ...copying,
    ...sizes,
    ...history,
    ...upkeep,
    ...sync,
    ...open,
    ...portal,
    ...keys,
  };
  const inFiles = {
    ...files,
    ...recent,
    ...documents,
    ...tree,
    ...watching,
    ...sharing,
    ...shared,
    ...trash,
    ...meta,
  };
  return { ...world, ...people, ...safety, ...vault, ...spaces, ...inFiles, ...live };
}

type ServerAddress = Pick<TestServer, "url" | "setupToken">;

export interface PersonsBrowser extends BrowserModules {
  readonly origin: PortalOrigin;
}

async function openBrowser(): Promise<BrowserModules> {
  vi.resetModules();
  const modules = { ...(await loadModules()), memory: (await import("./memory-browser.ts")).memory };
  const { readPlace } = await import("../../extension/spaces/places.ts");
  // The disk is connected to once, at its first use
  vi.stubGlobal("indexedDB", new IDBFactory());
  await readPlace("http://127.0.0.1" as PortalOrigin, "none" as never);
  return modules;
}

/** Alice sets the portal up. */
export async function ownersBrowser(server: ServerAddress): Promise<PersonsBrowser> {
  const modules = await openBrowser();
  const { origin } = await modules.setUpAlice(server);
  return { ...modules, origin };
}

/** Somebody comes by a link, with a new browser. */
export async function joinersBrowser(
  server: ServerAddress,
  link: string,
  name: string,
): Promise<PersonsBrowser> {
  const modules = await openBrowser();
  const origin = await modules.connect(server);
  await modules.keepInvitation(origin, new URL(link).hash);
  await modules.readInvitation(origin);
  const email = `${name.toLowerCase()}@example.com`;
  const { kit, askedGroups } = await modules.beginSetup({ origin, name, email, passphrase: PASSPHRASE });
  const printed = kit.split("-");
  const groups = Object.fromEntries(askedGroups.map((group) => [group, printed[group] ?? ""]));
  await modules.proveKit({ origin, groups });
  await modules.finishJoining(origin);
  return { ...modules, origin };
}

/** Somebody who has an account signs in with one more browser. */
export async function anotherBrowser(
  server: ServerAddress,
  email: string,
  secret = PASSPHRASE,
): Promise<PersonsBrowser> {
  const modules = await openBrowser();
  const origin = await modules.connect(server);
  await modules.signIn({ origin, kind: "passphrase", email, secret });
  return { ...modules, origin };
}
