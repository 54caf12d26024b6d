import { sweepSpace } from "../files/sweep.ts";
import { announceHead } from "../live/routes.ts";
import { type App, type Handlers, mount } from "../mount.ts";
import { appendEntry } from "./append.ts";
import { listMemberSpaces, readLockboxes, readLogPage } from "./store.ts";

type Name = "listSpaces" | "getSpace" | "appendEntry";

const handlers: Handlers<Name> = {
  listSpaces: async ({ db, access: { user } }) => {
    const spaces = await listMemberSpaces(db, user.user);
    return { spaces: spaces.map(({ space, kind, head }) => ({ space, kind, head })) };
  },
  getSpace: async ({ env, db, access: { user, space }, params }) => ({
    ...(await readLogPage(env.DB, db, { space: space.space, from: params.from })),
    lockboxes: await readLockboxes(db, user.user, space.space),
  }),
  appendEntry: async ({ env, db, nowMs, access, after }) => {
    const head = await appendEntry({ env, db, nowMs, ...access });
    after(announceHead(env, { space: access.space.space, head, operation: access.operation }));
    if (access.operation.op === "node.delete") after(sweepSpace(env, db, access.space.space));
    return { head };
  },
};

export function mountSpaces(app: App): void {
  mount(app, "listSpaces", handlers.listSpaces);
  mount(app, "getSpace", handlers.getSpace);
  mount(app, "appendEntry", handlers.appendEntry);
}
