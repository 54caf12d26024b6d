import { sweepSpace } from "../files/sweep.ts";
import { announceHead } from "../live/routes.ts";
import { type App, type Handlers, mount } from "../mount.ts";
import { appendEntry } from "./append.ts";
import { listMemberSpaces, readLockboxes, readLogPage } from "./store.ts";
import { readTouchedNodes } from "./touched.ts";

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
    const { operation } = access;
    const { space } = access.space;
    // Before the entry is in: what it deletes is not found afterwards. If the tree changes in between, the entry is refused.
    const nodes = await readTouchedNodes(db, space, operation);
    const head = await appendEntry({ env, db, nowMs, ...access });
    after(announceHead(env, { space, head, nodes }));
    if (operation.op === "node.delete") after(sweepSpace(env, db, space));
    return { head };
  },
};

export function mountSpaces(app: App): void {
  mount(app, "listSpaces", handlers.listSpaces);
  mount(app, "getSpace", handlers.getSpace);
  mount(app, "appendEntry", handlers.appendEntry);
}
