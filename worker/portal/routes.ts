import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { UserId } from "../../shared/ids.ts";
import type { PortalOperation } from "../../shared/log/portal-operations.ts";
import type { Db } from "../db/open.ts";
import { closePrivateSockets, closeSocketsOf } from "../live/leaving.ts";
import type { App, Call, Handlers } from "../mount.ts";
import { mount } from "../mount.ts";
import { readGroupMembers } from "../people/store.ts";
import { readLogPage } from "../spaces/store.ts";
import { createSession } from "../users/sessions.ts";
import { VERSION } from "../version.ts";
import { appendPortalEntry } from "./append.ts";
import { writePortal } from "./create.ts";
import { sweepRemovedPortal } from "./removal.ts";
import { checkSetupBody } from "./setup.ts";
import { isPortalThere, readPortalId } from "./store.ts";

type Name = "health" | "getSetup" | "createPortal" | "getPortal" | "getPortalLog" | "appendPortalEntry";

const handlers: Handlers<Name> = {
  health: async () => ({ ok: true, version: VERSION }),
  getSetup: async ({ db }) => ({ open: !(await isPortalThere(db)) }),
  createPortal,
  getPortal: async ({ db }) => ({ portal: await readPortalId(db), version: VERSION }),
  getPortalLog: async ({ env, db, params }) => {
    const portal = await readPortalId(db);
    if (portal === null) throw new AppError("NOT_FOUND");
    return readLogPage(env.DB, db, { space: portal, from: params.from });
  },
  appendPortalEntry: append,
};

async function append({ env, db, nowMs, access, body, after }: Call<"appendPortalEntry">) {
  const { entry: _, ...brought } = body;
  const { operation } = access;
  // Before the entry is in: who was in a group is not known afterwards.
  const leaving = await whoMayLose(db, operation);
  const head = await appendPortalEntry({ env, db, nowMs, ...access, brought });
  if (leaving.length > 0) after(closeSocketsOf(env, db, leaving));
  if (operation.op === "settings.change" && !operation.isPrivateRoomOn) after(closePrivateSockets(env, db));
  if (operation.op === "portal.remove") after(sweepRemovedPortal(env, db));
  return { head };
}

/** Whose documents may be open by a right that goes. */
async function whoMayLose(db: Db, operation: PortalOperation): Promise<readonly UserId[]> {
  switch (operation.op) {
    case "user.disable":
    case "user.remove":
    case "user.type":
      return [operation.user];
    case "group.members":
      return operation.removed;
    case "group.delete":
      return readGroupMembers(db, operation.group);
    default:
      return [];
  }
}

async function createPortal({ env, db, body, nowMs, request }: Call<"createPortal">) {
  const setup = await checkSetupBody(body, nowMs);
  const { token, expiresAtMs, query } = await createSession(db, { user: setup.bundle.user, request, nowMs });
  const isFirst = await writePortal(env.DB, db, { setup, session: query, nowMs });
  if (!isFirst) throw new AppError("SETUP_CLOSED");
  const slots = setup.logins.map((login) => toBase64Url(login.slot));
  return { token, expiresAtMs, user: setup.bundle.user, slots };
}

export function mountPortal(app: App): void {
  mount(app, "health", handlers.health);
  mount(app, "getSetup", handlers.getSetup);
  mount(app, "createPortal", handlers.createPortal);
  mount(app, "getPortal", handlers.getPortal);
  mount(app, "getPortalLog", handlers.getPortalLog);
  mount(app, "appendPortalEntry", handlers.appendPortalEntry);
}
