import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { App, Call, Handlers } from "../mount.ts";
import { mount } from "../mount.ts";
import { readLogPage } from "../spaces/store.ts";
import { createSession } from "../users/sessions.ts";
import { VERSION } from "../version.ts";
import { writePortal } from "./create.ts";
import { checkSetupBody } from "./setup.ts";
import { isPortalThere, readPortalId } from "./store.ts";

type Name = "health" | "getSetup" | "createPortal" | "getPortal" | "getPortalLog";

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
};

async function createPortal({ env, db, body, nowMs }: Call<"createPortal">) {
  const setup = await checkSetupBody(body, nowMs);
  const { token, expiresAtMs, query } = await createSession(db, setup.bundle.user, nowMs);
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
}
