import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { asSealed, parseUtf8, type Sealed, utf8 } from "../../shared/bytes.ts";
import type { NodeId, SpaceId } from "../../shared/ids.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Bob may edit alice's files and not name them. With a changed client he saves versions that nobody else can make use of. */

const importFiles = () =>
  Promise.all([
    import("../../extension/files/file-facts.ts"),
    import("../../extension/files/old-versions.ts"),
    import("../../extension/files/upload-content.ts"),
    import("../../extension/files/versions.ts"),
    import("../../extension/spaces/append.ts"),
  ]).then(([facts, old, upload, versions, append]) => ({
    ...{ ...facts, ...old, ...upload, ...versions, ...append },
  }));
type Files = Awaited<ReturnType<typeof importFiles>>;

let server: TestServer;
let alice: PersonsBrowser & Files;
let bob: PersonsBrowser & Files;
let room: SpaceId;

beforeAll(async () => {
  server = await startServer();
  const owner = await ownersBrowser(server);
  alice = { ...owner, ...(await importFiles()) };
  const { origin } = alice;
  await alice.keepUp(origin);
  const { link } = await alice.invite({ origin, type: "User", days: 1 });
  const joiner = await joinersBrowser(server, link, "Bob");
  bob = { ...joiner, ...(await importFiles()) };
  const { user } = await bob.openPortal(origin);
  const members = [{ user, level: "Editor" as const }];
  room = await alice.createRoom({ origin, title: "Room", colour: 1, roomType: "Custom", members });
}, 120_000);
afterAll(() => server.close());

const request = { signal: new AbortController().signal, onProgress: () => undefined };

async function addFile(name: string): Promise<NodeId> {
  const place = { space: await alice.freshSpace(alice.origin, room), parent: null, name };
  const content = new Blob([utf8("first")], { type: "text/plain" });
  return (
    await alice.createFile({ ...place, ...request, content, modifiedAtMs: 1, chooseName: alice.keepBoth })
  ).node;
}

const damaged = (wire: Sealed): Sealed =>
  asSealed(wire.map((byte, at) => (at === wire.length - 1 ? byte ^ 1 : byte)));

/** What bob's changed client appends; everybody looks at the room anew then. */
async function bobSaves(
  node: NodeId,
  {
    name,
    meta = (sealed) => sealed,
    key = (sealed) => sealed,
  }: {
    name?: string;
    meta?: (sealed: Sealed) => Sealed;
    key?: (sealed: Sealed) => Sealed;
  },
): Promise<void> {
  const space = await bob.freshSpace(bob.origin, room);
  await bob.syncSpace(space);
  const uploaded = await bob.uploadContent({
    ...{ space, node, version: 2, content: new Blob([utf8("second")]), signal: request.signal },
    onProgress: () => undefined,
  });
  const version = { ...uploaded, wrappedKey: key(uploaded.wrappedKey) };
  await bob.append(space, async (state) => {
    const before = state.nodes.get(node);
    if (!before) throw new Error("no file");
    const revision = before.revision + 1;
    const known = await bob.readMeta(space, before);
    const said = { ...known, ...(name ? { name: name as typeof known.name } : {}), sizeBytes: 6 };
    const sealed = await bob.sealNodeMeta(space, { node, parent: before.parent, revision }, said);
    return { op: "file.version", node, revision, meta: meta(sealed), version };
  });
  await alice.syncSpace(await alice.openSpace(alice.origin, room));
}

describe("a version with metadata that does not open", () => {
  it("keeps nobody from opening, naming, moving, restoring or saving the file", async () => {
    const node = await addFile("Notes.txt");
    await bobSaves(node, { meta: damaged });
    const { origin } = alice;
    const opened = await alice.openDocument({ origin, node });
    expect([opened.name, parseUtf8(opened.bytes)]).toEqual(["Notes.txt", "second"]);
    const space = await alice.openSpace(origin, room);
    await alice.moveNode(space, node, await alice.createFolder(space, null, "Folder"));
    expect(await alice.restoreVersion({ origin, node, version: 1, ...request })).toBe(3);
    await alice.renameFile(origin, node, "Mine.txt");
    expect((await alice.describeFile({ origin, node })).name).toBe("Mine.txt");
  });
});

describe("a version whose key does not open", () => {
  it("keeps nobody from the others", async () => {
    const node = await addFile("Key.txt");
    await bobSaves(node, { key: damaged });
    const { origin } = alice;
    const listed = await alice.listVersions({ origin, node });
    expect(listed.map(({ sizeBytes }) => sizeBytes)).toEqual([5, null]);
    await alice.restoreVersion({ origin, node, version: 1, ...request });
    expect(parseUtf8((await alice.openDocument({ origin, node })).bytes)).toBe("first");
  });
});

describe("a version that says another name", () => {
  it("names nothing", async () => {
    const node = await addFile("Name.txt");
    await bobSaves(node, { name: "Other.exe" });
    const { name, sizeBytes } = await alice.describeFile({ origin: alice.origin, node });
    expect([name, sizeBytes]).toEqual(["Name.txt", 6]);
  });
});
