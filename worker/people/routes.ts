import { sql } from "kysely";
import { toBase64Url } from "../../shared/bytes.ts";
import { subjectOf } from "../../shared/log/portal-rights.ts";
import { demand } from "../../shared/log/rights-of-entry.ts";
import { can } from "../../shared/rights/can.ts";
import { writeAll } from "../db/batch.ts";
import { bytesOf } from "../db/open.ts";
import { closeSocketsOf } from "../live/leaving.ts";
import { type App, type Call, type Handlers, mount } from "../mount.ts";
import { changeLogins } from "../users/change-logins.ts";
import { giveAdminLockboxes, listAdminLockboxes, listWaitingAdmins } from "./admin-lockboxes.ts";
import { acceptInvitation, showLog } from "./invitations.ts";
import { readOwnSettings, writeOwnSettings } from "./own-settings.ts";
import { readVisibleProfiles } from "./sight.ts";
import { listGroups, listGuests, listInvitations } from "./store.ts";

type Name =
  | "openInvitation"
  | "acceptInvitation"
  | "listPeople"
  | "listInvitations"
  | "listGroups"
  | "listGuests"
  | "changeLogins"
  | "getOwnSettings"
  | "putOwnSettings"
  | "getAdminLockboxes"
  | "putAdminLockboxes";

const handlers: Handlers<Name> = {
  openInvitation: showLog,
  acceptInvitation,
  listPeople: async ({ db, params, access: { user } }) => {
    const rows = await readVisibleProfiles(db, user, params.after);
    return { people: rows.map((row) => ({ ...row, salt: toBase64Url(bytesOf(row.salt)) })) };
  },
  listInvitations: async ({ db, access: { user } }) => ({ invitations: await listInvitations(db, user) }),
  listGroups: async ({ db }) => {
    const rows = await listGroups(db);
    const groups = rows.map(({ group_id: group, name, salt }) => ({
      group,
      name,
      salt: toBase64Url(bytesOf(salt)),
    }));
    return { groups };
  },
  listGuests: async ({ db, access: { user }, params }) => {
    const right = params.of === user.user ? "viewOwnGuestList" : "viewOthersGuestList";
    demand(can(subjectOf(user), right, { kind: "guestList", ownerId: params.of }));
    return { guests: await listGuests(db, params.of) };
  },
  changeLogins: async ({ access: { user }, after, ...call }) => {
    await changeLogins({ ...call, user });
    // His other devices sit in documents by sessions that have just ended
    after(closeSocketsOf(call.env, call.db, [user.user]));
    return null;
  },
  getOwnSettings: async ({ db, access: { user } }) => ({ settings: await readOwnSettings(db, user.user) }),
  putOwnSettings: async ({ env, db, access: { user }, body }) => {
    await writeOwnSettings(env.DB, db, { ...body, user: user.user });
    return null;
  },
  getAdminLockboxes: async ({ db, access: { user } }) => ({
    lockboxes: await listAdminLockboxes(db, user.user),
    waiting: await listWaitingAdmins(db),
  }),
  putAdminLockboxes,
};

async function putAdminLockboxes({ env, db, access: { user }, body }: Call<"putAdminLockboxes">) {
  const queries = await giveAdminLockboxes(db, { author: user.user, lockboxes: body.lockboxes });
  await writeAll(env.DB, db, { guard: sql<boolean>`true`, queries });
  return null;
}

export function mountPeople(app: App): void {
  mount(app, "openInvitation", handlers.openInvitation);
  mount(app, "acceptInvitation", handlers.acceptInvitation);
  mount(app, "listPeople", handlers.listPeople);
  mount(app, "listInvitations", handlers.listInvitations);
  mount(app, "listGroups", handlers.listGroups);
  mount(app, "listGuests", handlers.listGuests);
  mount(app, "changeLogins", handlers.changeLogins);
  mount(app, "getOwnSettings", handlers.getOwnSettings);
  mount(app, "putOwnSettings", handlers.putOwnSettings);
  mount(app, "getAdminLockboxes", handlers.getAdminLockboxes);
  mount(app, "putAdminLockboxes", handlers.putAdminLockboxes);
}
