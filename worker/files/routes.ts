import { toBase64Url } from "../../shared/bytes.ts";
import { type App, type Handlers, mount } from "../mount.ts";
import { readLockboxes, readLogPage } from "../spaces/store.ts";
import { contentResponse } from "./content.ts";
import { readParts } from "./store.ts";
import { sweepSpace } from "./sweep.ts";
import { announceBlob, giveUpBlob, storePart } from "./uploads.ts";

type Name = "getFile" | "createBlob" | "putPart" | "getBlob" | "deleteBlob" | "getContent";

const handlers: Handlers<Name> = {
  getFile: async ({ env, db, access: { user, space }, params }) => {
    // A client that thought the file to be elsewhere has nothing of this log yet.
    const from = params.space === space.space ? params.from : 0;
    return {
      space: space.space,
      ...(await readLogPage(env.DB, db, { space: space.space, from })),
      lockboxes: await readLockboxes(db, user.user, space.space),
    };
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
  mount(app, "getFile", handlers.getFile);
  mount(app, "createBlob", handlers.createBlob);
  mount(app, "putPart", handlers.putPart);
  mount(app, "getBlob", handlers.getBlob);
  mount(app, "deleteBlob", handlers.deleteBlob);
  mount(app, "getContent", handlers.getContent);
}
