import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { createFile, keepBoth } from "../../extension/files/create-file.ts";
import { keepDraft, openDocument } from "../../extension/files/document.ts";
import { describeFile } from "../../extension/files/file-facts.ts";
import { sealNodeMeta } from "../../extension/files/node-meta.ts";
import { takeTicket } from "../../extension/live/tickets.ts";
import { append } from "../../extension/spaces/append.ts";
import { openPersonalSpace, openSpace } from "../../extension/spaces/open-space.ts";
import { namePlace, readPlace } from "../../extension/spaces/places.ts";
import { createRoom } from "../../extension/spaces/rooms.ts";
import { keepUp } from "../../extension/spaces/upkeep.ts";
import { clientOf } from "../../extension/vault/session.ts";
import { unlock } from "../../extension/vault/unlock.ts";
import { asPlain, utf8 } from "../../shared/bytes.ts";
import { normalizeName } from "../../shared/crypto/names.ts";
import type { NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { lockAndForget } from "../support/alice.ts";
import { PASSPHRASE, setUpAlice } from "../support/extension-world.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** A27: ids of files are made by clients; another space that shows something under the same id takes nobody's place. */

let server: TestServer;
let liar: LyingServer;
let origin: PortalOrigin;
let room: SpaceId;
let trap: SpaceId;
let node: NodeId;

const makeRoom = (title: string) =>
  createRoom({ origin, title, colour: 0, roomType: "Collaboration", members: [] });
const read = async () => {
  await describeFile({ origin, node, isOpening: true });
  const opened = await openDocument({ origin, node });
  return [opened.space, new TextDecoder().decode(opened.bytes)];
};
async function beginAnew(): Promise<void> {
  await lockAndForget(origin);
  await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
  await clientOf(origin).call("listSpaces", {});
}

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  ({ origin } = await setUpAlice(server));
  await keepUp(origin);
  [room, trap] = [await makeRoom("Contracts"), await makeRoom("Trap")];
  const created = await createFile({
    ...{ space: await openSpace(origin, room), parent: null, name: "Lease.docx" },
    ...{ content: new Blob([utf8("true")]), modifiedAtMs: 1, chooseName: keepBoth },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
  ({ node } = created);
}, 60_000);
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

describe("alice, who clicks a file of her room", () => {
  it("is led to no other space, whatever the portal says of where it is", async () => {
    await openSpace(origin, room);
    liar.change("openFile", (reply) => ({ ...reply, space: trap }));
    expect(await read()).toEqual([room, "true"]);
    expect(await readPlace(origin, node)).toBeNull();
    // It would let her into the other's document
    for (const space of [room, trap]) expect(takeTicket({ origin, space, node })).toBeNull();
  });

  it("opens it in the room that its row names, though something else of hers has the same id", async () => {
    const personal = await openPersonalSpace(origin);
    await append(personal, async () => ({
      ...({ op: "folder.put", node, parent: null, revision: 1 } as const),
      meta: await sealNodeMeta(
        personal,
        { node, parent: null, revision: 1 },
        { name: normalizeName("Mine"), type: "folder", sizeBytes: 0, modifiedAtMs: 1 },
      ),
    }));
    await beginAnew();
    await openPersonalSpace(origin);
    namePlace(origin, node, room);
    expect(await read()).toEqual([room, "true"]);
  });

  it("keeps unsaved work there, whatever she leaves unsaved under the same id elsewhere", async () => {
    namePlace(origin, node, room);
    const opened = await openDocument({ origin, node });
    await keepDraft({ opened, bytes: asPlain(utf8("hers")) });
    const personal = await openPersonalSpace(origin);
    await keepDraft({ opened: { ...opened, space: personal.space }, bytes: asPlain(utf8("other")) });
    const { draft } = await openDocument({ origin, node });
    expect(new TextDecoder().decode(draft?.bytes)).toBe("hers");
  });

  it("finds nothing in place of what is gone from there", async () => {
    namePlace(origin, node, trap);
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
