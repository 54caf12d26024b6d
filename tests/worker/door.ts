import { applyD1Migrations, createExecutionContext, reset, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { toBase64Url } from "../../shared/bytes.ts";
import { hashSetupToken } from "../../shared/crypto/token.ts";
import { parsePortalOrigin } from "../../shared/ids.ts";
import worker from "../../worker/index.ts";
import { SETUP_TOKEN } from "../support/accounts.ts";
import type { Door } from "../support/ask.ts";

const ORIGIN = parsePortalOrigin("https://portal.example");

/** A door with a look behind it. */
export interface WorkerDoor extends Door {
  /** Every line that the Worker logged. */
  readonly logged: readonly string[];
  /** Runs the scheduled sweep as if at this time. */
  sweepAt(timeMs: number): Promise<void>;
}

function listen(): string[] {
  const logged: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void logged.push(String(line)));
  return logged;
}

/** The Worker with an empty database. What goes on after an answer is done when the answer is here. */
export async function openDoor(changes: Partial<Cloudflare.Env> = {}): Promise<WorkerDoor> {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  const bound = { ...env, SETUP_TOKEN_HASH: toBase64Url(await hashSetupToken(SETUP_TOKEN)), ...changes };
  return {
    origin: ORIGIN,
    logged: listen(),
    fetch: async (path, init) => {
      const context = createExecutionContext();
      const request = new Request(new URL(path, ORIGIN), init as RequestInit<IncomingRequestCfProperties>);
      const reply = await worker.fetch(request as Parameters<typeof worker.fetch>[0], bound, context);
      await waitOnExecutionContext(context);
      return reply;
    },
    sql: async (text, ...values) =>
      (
        await env.DB.prepare(text)
          .bind(...values)
          .all()
      ).results,
    sweepAt: async (scheduledTime) => {
      await worker.scheduled({ scheduledTime, cron: "", noRetry: () => undefined }, bound);
    },
  };
}
