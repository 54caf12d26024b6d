import { toBase64Url } from "../../shared/bytes.ts";
import { issueTicket } from "../live/tickets.ts";
import { type App, type Handlers, mount } from "../mount.ts";
import { contentResponse } from "./content.ts";
import { readOpening } from "./opening.ts";
import { readParts } from "./store.ts";
import { sweepSpace } from "./sweep.ts";
import { announceBlob, giveUpBlob, storePart } from "./uploads.ts";

type Name = "openFile" | "createBlob" | "putPart" | "getBlob" | "deleteBlob" | "getContent";

const handlers: Handlers<Name> = {
  openFile: async ({ env, db, nowMs, access, params: { node }, body }) => {
    const [user, space] = [access.user.user, access.space.space];
    // A client that thought the file to be elsewhere has nothing of this log yet.
    const from = body.space === space ? body.from : 0;
    const [opening, ticket] = await Promise.all([
      readOpening(env.DB, db, { user, space, node, from, portalFrom: body.portalFrom }),
      // Without a ticket the file opens as well: its page asks for another later.
      issueTicket(env, { node, space, user, session: access.user.tokenHash }, nowMs).catch(() => null),
    ]);
    return { ...opening, ticket: ticket?.ticket ?? null };
  },
  createBlob: async ({ db, access, body, nowMs }) => ({
    blob: await announceBlob(db, access, { wire: body.header, nowMs }),
  }),
  putPart: async ({ env, db, access, params, body }) => {
    await storePart(env, db, { access, part: params.part, bytes: body });
    return null;
  },
  getBlob: async ({ db, access: { blob } }) => ({
    header: toBase64Url(blob.header),
    parts: await readParts(db, blob.blob),
  }),
  deleteBlob: async ({ env, db, access, after }) => {
    await giveUpBlob(db, access);
    after(sweepSpace(env, db, access.space.space));
    return null;
  },
  getContent: ({ env, access: { blob }, request }) =>
    contentResponse(env.BLOBS, blob, request.headers.get("range")),
};

export function mountFiles(app: App): void {
  mount(app, "openFile", handlers.openFile);
  mount(app, "createBlob", handlers.createBlob);
  mount(app, "putPart", handlers.putPart);
  mount(app, "getBlob", handlers.getBlob);
  mount(app, "deleteBlob", handlers.deleteBlob);
  mount(app, "getContent", handlers.getContent);
}
