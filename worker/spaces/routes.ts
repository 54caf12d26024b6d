import { demand } from "../../shared/log/rights-of-entry.ts";
import { can } from "../../shared/rights/can.ts";
import { sumSizes } from "../files/store.ts";
import { removeDoomed } from "../files/sweep.ts";
import { closeLeavers, closeShared } from "../live/leaving.ts";
import { announceHead } from "../live/routes.ts";
import type { App, Call, Handlers } from "../mount.ts";
import { mount } from "../mount.ts";
import { appendEntry } from "./append.ts";
import { createSpace } from "./create.ts";
import { listRoomsOfOneKey } from "./holders.ts";
import { listRoomsFromOutside, listSpacesOf, putFlags } from "./lists.ts";
import { giveLockboxes } from "./lockboxes.ts";
import { readLockboxes, readLogPage } from "./store.ts";
import { readTouchedNodes } from "./touched.ts";
import { subjectOf } from "./uses.ts";

type Name =
  | "listSpaces"
  | "getSpace"
  | "appendEntry"
  | "getSpaceSize"
  | "createSpace"
  | "putLockboxes"
  | "listAllRooms"
  | "listRoomsOfOneKey"
  | "listRoomsOfGroupsKey"
  | "putRoomFlags";

const handlers: Handlers<Name> = {
  listSpaces: ({ db, access: { user }, params: { after } }) => listSpacesOf(db, user, after ?? null),
  getSpace: async ({ env, db, access: { user, space }, params }) => ({
    ...(await readLogPage(env.DB, db, { space: space.space, from: params.from })),
    lockboxes: await readLockboxes(db, user.user, space.space),
  }),
  getSpaceSize: async ({ db, access: { space } }) => ({ sealedBytes: await sumSizes(db, space.space) }),
  appendEntry: append,
  createSpace: async ({ env, db, nowMs, access, body: { lockboxes } }) => ({
    head: await createSpace({ d1: env.DB, db, nowMs, ...access, lockboxes }),
  }),
  putLockboxes: async ({ env, db, access, body: { lockboxes: wires } }) => {
    await giveLockboxes(env.DB, db, { access, wires });
    return null;
  },
  listAllRooms: async ({ db, access: { user }, params: { archived, after } }) => ({
    rooms: await listRoomsFromOutside(db, {
      ...{ user: user.user, isArchived: archived === "yes", after: after ?? null },
    }),
  }),
  listRoomsOfOneKey: async ({ db, access: { user }, params: { of, to } }) => {
    if (of !== user.user) demand(can(subjectOf(user), "viewAllRooms", { kind: "portal" }));
    const step = to === undefined ? { kind: "leave" as const } : { kind: "handOver" as const, to };
    return { spaces: await listRoomsOfOneKey(db, { ...step, user: of }) };
  },
  listRoomsOfGroupsKey: async ({ db, params: { group }, body: { users } }) => ({
    spaces: await listRoomsOfOneKey(db, { kind: "ungroup", group, users }),
  }),
  putRoomFlags: async ({ db, access: { user, space }, body }) => {
    await putFlags(db, { user: user.user, space: space.space, ...body });
    return null;
  },
};

async function append({ env, db, nowMs, access, body, after }: Call<"appendEntry">) {
  const { operation } = access;
  const { space } = access.space;
  // Before the entry is in: what it deletes is not found afterwards. If the tree changes in between, the entry is refused.
  const nodes = await readTouchedNodes(db, space, operation);
  const head = await appendEntry({ env, db, nowMs, ...access, lockboxes: body.lockboxes ?? [] });
  after(announceHead(env, { space, head, nodes }));
  after(closeLeavers(env, db, space, operation));
  if (operation.op === "node.delete") after(closeShared(env, db, { space, nodes }));
  if (operation.op === "node.delete" || operation.op === "room.remove") after(removeDoomed(env, db));
  return { head };
}

export function mountSpaces(app: App): void {
  mount(app, "listSpaces", handlers.listSpaces);
  mount(app, "getSpace", handlers.getSpace);
  mount(app, "getSpaceSize", handlers.getSpaceSize);
  mount(app, "appendEntry", handlers.appendEntry);
  mount(app, "createSpace", handlers.createSpace);
  mount(app, "putLockboxes", handlers.putLockboxes);
  mount(app, "listAllRooms", handlers.listAllRooms);
  mount(app, "listRoomsOfOneKey", handlers.listRoomsOfOneKey);
  mount(app, "listRoomsOfGroupsKey", handlers.listRoomsOfGroupsKey);
  mount(app, "putRoomFlags", handlers.putRoomFlags);
}
