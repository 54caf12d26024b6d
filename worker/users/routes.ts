import { toBase64Url } from "../../shared/bytes.ts";
import { bytesOf } from "../db/open.ts";
import { type App, type Call, type Handlers, mount } from "../mount.ts";
import { placeOf } from "../place.ts";
import { drawProof, returnProof } from "../rates.ts";
import { challenge, checkLogin } from "./login.ts";
import { createSession, deleteSession } from "./sessions.ts";
import { readProfiles, readSlots } from "./store.ts";

type Name = "createChallenge" | "createSession" | "deleteSession" | "listPeople";

const handlers: Handlers<Name> = {
  createChallenge: ({ db, body, nowMs }) => challenge(db, body, nowMs),
  createSession: signIn,
  deleteSession: async ({ db, access }) => {
    await deleteSession(db, access.user.tokenHash);
    return null;
  },
  listPeople,
};

async function signIn({ env, db, body, nowMs, request }: Call<"createSession">) {
  const proof = { email: body.email, place: placeOf(request), nowMs };
  await drawProof(env, db, proof);
  const user = await checkLogin(db, body, { nowMs, url: request.url });
  await returnProof(db, proof);
  const { token, expiresAtMs, query } = await createSession(db, user, nowMs);
  await query.execute();
  return { token, expiresAtMs, user, slots: (await readSlots(db, user)).map(toBase64Url) };
}

/** A guest must not get the directory: he sees himself. */
async function listPeople({ db, access: { user } }: Call<"listPeople">) {
  const rows = await readProfiles(db, user.type === "Guest" ? user.user : null);
  return { people: rows.map((row) => ({ ...row, salt: toBase64Url(bytesOf(row.salt)) })) };
}

export function mountUsers(app: App): void {
  mount(app, "createChallenge", handlers.createChallenge);
  mount(app, "createSession", handlers.createSession);
  mount(app, "deleteSession", handlers.deleteSession);
  mount(app, "listPeople", handlers.listPeople);
}
