import { Hono } from "hono";
import { CONTRACT, LIVE_PATH } from "../shared/api/contract.ts";
import { AppError, type ErrorCode } from "../shared/errors.ts";
import type { Env } from "./env.ts";
import { mountFiles } from "./files/routes.ts";
import { secureApi } from "./headers.ts";
import { mountLive } from "./live/routes.ts";
import { logLine } from "./log-line.ts";
import { type App, settle } from "./mount.ts";
import { pageResponse } from "./pages.ts";
import { mountPeople } from "./people/routes.ts";
import { mountPortal } from "./portal/routes.ts";
import { mountSpaces } from "./spaces/routes.ts";
import { mountUsers } from "./users/routes.ts";

/** Every route there is. What the contract does not name under /api does not exist. */
export function createApp(): App {
  const app: App = new Hono<{ Bindings: Env }>();
  mountPortal(app);
  mountUsers(app);
  mountPeople(app);
  mountSpaces(app);
  mountFiles(app);
  mountLive(app);
  for (const path of [...Object.values(CONTRACT).map((row) => row.path), LIVE_PATH])
    app.all(path, () => refuse("METHOD_REFUSED"));
  app.all("/api/*", () => refuse("NOT_FOUND"));
  app.get("*", ({ env, req }) => pageResponse(env.ASSETS, req.raw));
  app.all("*", () => refuse("METHOD_REFUSED"));
  return app;
}

async function refuse(code: ErrorCode): Promise<Response> {
  const requestId = crypto.randomUUID();
  const { reply, line } = await settle(requestId, () => Promise.reject(new AppError(code)));
  logLine({ route: "unknown", durationMs: 0, requestId, ...line });
  return secureApi(reply);
}
