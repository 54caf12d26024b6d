import { LIVE_PATH } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import { type NodeId, parseNodeId, type SpaceId } from "../../shared/ids.ts";
import type { Head } from "../../shared/log/entry.ts";
import { openDb } from "../db/open.ts";
import type { Env } from "../env.ts";
import { logLine } from "../log-line.ts";
import { type App, type Asked, type Handlers, mount, settle } from "../mount.ts";
import { checkOrigin } from "../origins.ts";
import { placeOf } from "../place.ts";
import { drawRate } from "../rates.ts";
import { issueTicket } from "./tickets.ts";

const handlers: Handlers<"createLiveTicket"> = {
  createLiveTicket: async ({ env, params, access, nowMs }) => {
    const ticket = await issueTicket(
      env,
      {
        ...{ node: params.node, space: access.space.space },
        ...{ user: access.user.user, session: access.user.tokenHash },
      },
      nowMs,
    );
    if (!ticket) throw new AppError("RATE_LIMITED");
    return ticket;
  },
};

/** Tells those who hold one of these open. Whoever misses it sees the new head at his next request. */
export async function announceHead(
  env: Env,
  { space, head, nodes }: { space: SpaceId; head: Head; nodes: readonly NodeId[] },
): Promise<void> {
  // One document that cannot be reached keeps the others from nothing.
  await Promise.allSettled(nodes.map((node) => env.LIVE.getByName(node).announce(space, head)));
}

/** A browser sends no session with a socket: it is let in by the ticket, which comes as its first message. */
async function openSocket(context: Asked): Promise<Response> {
  const { env, req } = context;
  const nowMs = Date.now();
  const requestId = crypto.randomUUID();
  const { reply, line } = await settle(requestId, async () => {
    checkOrigin(req.raw);
    if (req.header("upgrade") !== "websocket") throw new AppError("METHOD_REFUSED");
    await drawRate(env, openDb(env.DB), { limit: "read", key: placeOf(req.raw), nowMs });
    const opened = await env.LIVE.getByName(parseNodeId(req.param("node"))).fetch(req.raw);
    if (opened.status !== 101) throw new AppError("NOT_FOUND");
    return opened;
  });
  logLine({ route: "live", durationMs: Date.now() - nowMs, requestId, ...line });
  return reply;
}

export function mountLive(app: App): void {
  mount(app, "createLiveTicket", handlers.createLiveTicket);
  app.get(LIVE_PATH, openSocket);
}
