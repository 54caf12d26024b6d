import { toBase64Url } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { closeSocketsOf } from "../live/leaving.ts";
import { type App, type Call, type Handlers, mount } from "../mount.ts";
import { drawProof, proofOf, returnProof } from "../rates.ts";
import { endSession, listDevices } from "./devices.ts";
import { challenge, checkLogin } from "./login.ts";
import { createSession, deleteSession } from "./sessions.ts";
import { readSlots, textOf } from "./store.ts";

type Name = "createChallenge" | "createSession" | "deleteSession" | "listSessions" | "endSession";

const handlers: Handlers<Name> = {
  createChallenge: ({ db, body, nowMs }) => challenge(db, body, nowMs),
  createSession: signIn,
  deleteSession: async ({ db, access }) => {
    await deleteSession(db, access.user.tokenHash);
    return null;
  },
  listSessions: async ({ db, access, nowMs }) => ({ sessions: await listDevices(db, access.user, nowMs) }),
  endSession: async ({ env, db, access, params, after }) => {
    const { user } = access;
    if (!(await endSession(db, user, toBase64Url(params.session)))) throw new AppError("NOT_FOUND");
    // Every device of his comes back to its documents with a new ticket, but the one that has no session any more.
    after(closeSocketsOf(env, db, [user.user]));
    return null;
  },
};

async function signIn({ env, db, body, nowMs, request }: Call<"createSession">) {
  const proof = proofOf(request, { who: textOf(body), nowMs });
  await drawProof(env, db, proof);
  const { user, challengedMs } = await checkLogin(db, body, { nowMs, url: request.url });
  await returnProof(env, db, { ...proof, user, countedMs: [challengedMs, nowMs] });
  const { token, expiresAtMs, query } = await createSession(db, { user, request, nowMs });
  await query.execute();
  return { token, expiresAtMs, user, slots: (await readSlots(db, user)).map(toBase64Url) };
}

export function mountUsers(app: App): void {
  mount(app, "createChallenge", handlers.createChallenge);
  mount(app, "createSession", handlers.createSession);
  mount(app, "deleteSession", handlers.deleteSession);
  mount(app, "listSessions", handlers.listSessions);
  mount(app, "endSession", handlers.endSession);
}
