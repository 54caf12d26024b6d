import type { Context, Hono } from "hono";
import {
  type BodyOf,
  CONTRACT,
  type ParamsOf,
  type ReplyJson,
  type Route,
  type RouteName,
} from "../shared/api/contract.ts";
import type { Bytes } from "../shared/bytes.ts";
import { AppError } from "../shared/errors.ts";
import type { BlobId, NodeId, SpaceId } from "../shared/ids.ts";
import { type AccessOf, checkSetup } from "./access.ts";
import { parseWith, readBody, textsOf } from "./body.ts";
import { type Db, openDb } from "./db/open.ts";
import type { Env } from "./env.ts";
import { secureApi } from "./headers.ts";
import { logLine } from "./log-line.ts";
import { checkOrigin, extensionOrigin } from "./origins.ts";
import { placeOf } from "./place.ts";
import { authorOfPortalEntry, holderOfRight } from "./portal/access.ts";
import { demandPortal } from "./portal/store.ts";
import { drawRate } from "./rates.ts";
import { codeOf, errorResponse, successResponse } from "./replies.ts";
import { authorOfEntry, memberOfBlob, memberOfNode, memberOfSpace } from "./spaces/access.ts";
import { authorOfGenesis } from "./spaces/genesis.ts";
import { readSession, type SessionUser } from "./users/sessions.ts";

/** From a row of the contract to a route: the one place where session, membership, right and rate are checked. */

type Sent<Name extends RouteName> = BodyOf<Name> extends "sealed" ? Bytes : BodyOf<Name>;
type Reply<Name extends RouteName> = ReplyJson<Name> extends "sealed" ? Response : ReplyJson<Name>;

/** What a handler gets: everything parsed, and the person stamped by the session. */
export interface Call<Name extends RouteName> {
  readonly env: Env;
  readonly db: Db;
  readonly nowMs: number;
  readonly request: Request;
  readonly params: ParamsOf<Name>;
  readonly body: Sent<Name>;
  readonly access: AccessOf<(typeof CONTRACT)[Name]["needs"]>;
  /** Work that goes on after the answer; it must be safe to lose. */
  readonly after: (work: Promise<unknown>) => void;
}

export type Handler<Name extends RouteName> = (call: Call<Name>) => Promise<Reply<Name>>;
/** A handler for each of the rows named; a forgotten one is a compile error where they are mounted. */
export type Handlers<Name extends RouteName> = { readonly [Each in Name]: Handler<Each> };

export type App = Hono<{ Bindings: Env }>;
export type Asked = Context<{ Bindings: Env }>;

interface Admission {
  readonly env: Env;
  readonly db: Db;
  readonly nowMs: number;
  readonly request: Request;
  readonly user: SessionUser | null;
}

/** What the rows of the contract parse to, seen loosely: which fields are there depends on the row. */
interface LooseParams {
  readonly space: SpaceId;
  readonly node: NodeId;
  readonly blob: BlobId;
}
interface LooseBody {
  readonly token: Bytes;
  readonly entry: Bytes;
  readonly entries: readonly Bytes[];
}

export function mount<Name extends RouteName>(app: App, name: Name, handle: Handler<Name>): void {
  app.on(CONTRACT[name].method, CONTRACT[name].path, (context) => answer(context, name, handle));
}

async function answer<Name extends RouteName>(context: Asked, name: Name, handle: Handler<Name>) {
  const nowMs = Date.now();
  const requestId = crypto.randomUUID();
  const { env, req } = context;
  let seen: Admission = { env, db: openDb(env.DB), nowMs, request: req.raw, user: null };
  const outcome = await settle(requestId, async () => {
    seen = await admit(seen, CONTRACT[name]);
    const call = await prepare(context, seen, CONTRACT[name]);
    // The fields were parsed and checked by this very row, which is what the type says of them.
    return handle(call as unknown as Call<Name>);
  });
  logLine({ route: name, durationMs: Date.now() - nowMs, requestId, ...outcome.line });
  return share(secureApi(outcome.reply), seen);
}

/** Runs and answers; whatever was thrown becomes its code and nothing more. */
export async function settle(requestId: string, run: () => Promise<unknown>) {
  try {
    const reply = successResponse(await run());
    return { reply, line: { status: reply.status } };
  } catch (error) {
    const code = codeOf(error);
    const reply = errorResponse(code, requestId);
    return { reply, line: { status: reply.status, code } };
  }
}

/** Who asks, and how often: before anything that was sent is read. */
async function admit(seen: Admission, row: Route): Promise<Admission> {
  checkOrigin(seen.request);
  const isOpen = row.needs.who === "anyone" || row.needs.who === "setup";
  const user = isOpen ? null : await readSession(seen.db, seen.request, seen.nowMs);
  const key = user?.user ?? placeOf(seen.request);
  await drawRate(seen.env, seen.db, { limit: row.limit, key, nowMs: seen.nowMs });
  // No session outlives its portal: readSession asks for those who had one.
  if (isOpen && row !== CONTRACT.health) await demandPortal(seen.db);
  return { ...seen, user };
}

async function prepare(context: Asked, seen: Admission, row: Route) {
  const texts = textsOf(context.req.param(), new URL(seen.request.url).searchParams);
  const params = parseWith(row.params, texts) as LooseParams;
  const body = (await readBody(seen.request, row.body)) as LooseBody;
  const access = await checkNeeds(seen, row, { params, body });
  const after = (work: Promise<unknown>): void => context.executionCtx.waitUntil(work);
  return {
    env: seen.env,
    db: seen.db,
    nowMs: seen.nowMs,
    request: seen.request,
    params,
    body,
    access,
    after,
  };
}

/** The default is no: a row that needs a person and has none is refused, and so is a need that is not known here. */
async function checkNeeds(
  { env, db, user, nowMs }: Admission,
  { needs }: Route,
  { params, body }: { params: LooseParams; body: LooseBody },
) {
  if (needs.who === "anyone") return null;
  if (needs.who === "setup") return checkSetup(env, db, body.token);
  if (!user) throw new AppError("SESSION_MISSING");
  if (needs.who === "session") return { user };
  if (needs.who === "right") return holderOfRight(user, needs.right);
  if (needs.who === "portalEntry") return authorOfPortalEntry(db, user, { wire: body.entry, nowMs });
  if (needs.who === "entry")
    return authorOfEntry({ env, db }, user, { space: params.space, wire: body.entry });
  if (needs.who === "genesis") return authorOfGenesis(db, user, body.entries);
  if (needs.who !== "member") throw new AppError("RIGHT_MISSING");
  if (needs.of === "space") return memberOfSpace(db, user, { space: params.space, use: needs.use });
  if (needs.of === "node") {
    const { node, space: named = null } = params;
    return memberOfNode(db, user, { node, named });
  }
  if (needs.of === "blob") return memberOfBlob(db, user, params.blob);
  throw new AppError("RIGHT_MISSING");
}

/**
 * An extension may read the answer to a request that presented a session. No route answers a preflight, and none has to:
 * the extension's pages have host permission for the portal, so their browser asks for none, and a preflight could carry no
 * session. Web pages need one for `authorization` and get none, so their requests with a session are never even sent.
 */
function share(reply: Response, { request, user }: Admission): Response {
  const origin = user ? extensionOrigin(request) : null;
  if (origin === null) return reply;
  reply.headers.set("access-control-allow-origin", origin);
  reply.headers.set("vary", "origin");
  return reply;
}
