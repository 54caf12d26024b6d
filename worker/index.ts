import { createApp } from "./app.ts";
import { openDb } from "./db/open.ts";
import type { Env } from "./env.ts";
import { sweep } from "./files/sweep.ts";
import { LiveDocument } from "./live/live-document.ts";
import { logLine } from "./log-line.ts";
import { sweepRemovedPortal } from "./portal/removal.ts";

/** The platform finds the class by its name here. */
export { LiveDocument };

const app = createApp();

export default {
  fetch: app.fetch,
  async scheduled({ scheduledTime }, env) {
    const db = openDb(env.DB);
    await sweepRemovedPortal(env, db);
    await sweep(env, db, scheduledTime);
    const durationMs = Date.now() - scheduledTime;
    logLine({ route: "sweep", status: 200, durationMs, requestId: crypto.randomUUID() });
  },
} satisfies ExportedHandler<Env>;
