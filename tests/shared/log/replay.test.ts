import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Bytes, randomBytes } from "../../../shared/bytes.ts";
import { createNodeId, parseSpaceId, type SpaceId } from "../../../shared/ids.ts";
import { type PortalState, replayPortal } from "../../../shared/log/portal-state.ts";
import { replaySpace } from "../../../shared/log/replay.ts";
import { signEntry } from "../../../shared/log/sign-entry.ts";
import { type Person, people } from "../../support/people.ts";
import { createPortal, LogWriter, someMeta, someVersion } from "../../support/signed-log.ts";

let alice: Person;
let mallory: Person;
let portal: PortalState;
let log: LogWriter;
let space: SpaceId;

beforeAll(async () => {
  ({ alice, mallory } = await people());
  portal = await createPortal(alice);
});

beforeEach(async () => {
  log = new LogWriter(portal, alice);
  space = parseSpaceId((await log.start()).hash);
});

const replay = (wires: readonly Bytes[] = log.wires, of: PortalState = portal) =>
  replaySpace({ portal: of, space }, wires);

describe("replaying a space", () => {
  it("gives the tree that alice made", async () => {
    const folder = await log.addFolder();
    const file = await log.addFile(folder);
    await log.add({ op: "file.version", node: file, revision: 2, meta: someMeta(), version: someVersion(2) });
    await log.add({ op: "node.move", node: file, parent: null, revision: 3, meta: someMeta() });

    const state = await replay();

    expect(state.childrenOf(null).map((child) => child.node)).toEqual([folder, file]);
    expect(state.childrenOf(folder)).toEqual([]);
    expect(state.nodes.get(file)).toMatchObject({ revision: 3, parent: null, changedBy: alice.user });
    expect(state.nodes.get(file)?.versions.map((version) => version.number)).toEqual([1, 2]);
    expect(state.head).toEqual({ seq: 4, hash: log.entries[4]!.hash });
  });

  it("takes a folder's contents with it when the folder is deleted", async () => {
    const outer = await log.addFolder();
    const inner = await log.addFolder(outer);
    await log.addFile(inner);
    const kept = await log.addFile();
    await log.add({ op: "node.delete", node: outer });
    expect([...(await replay()).nodes.keys()]).toEqual([kept]);
  });

  it("goes on from where it was", async () => {
    await log.addFolder();
    const known = await replay();
    const file = await log.addFile();
    const state = await replaySpace({ portal, space, known }, log.wires.slice(2));
    expect(state.nodes.has(file)).toBe(true);
    expect(state.head.seq).toBe(2);
  });

  it("refuses an entry that is missing (A33)", async () => {
    await log.addFolder();
    await log.addFolder();
    await expect(replay(log.wires.toSpliced(1, 1))).rejects.toThrow("LOG_FORKED");
  });

  it("refuses entries in another order", async () => {
    await log.addFolder();
    await log.addFolder();
    const [genesis, first, second] = log.wires as [Bytes, Bytes, Bytes];
    await expect(replay([genesis, second, first])).rejects.toThrow("LOG_FORKED");
  });

  it("refuses another branch behind a head that it knows (A10)", async () => {
    await log.addFolder();
    const known = await replay();
    const branch = new LogWriter(portal, alice);
    branch.entries.push(log.entries[0]!);
    await branch.addFolder();
    await branch.addFile();
    await expect(replaySpace({ portal, space, known }, branch.wires.slice(2))).rejects.toThrow("LOG_FORKED");
  });

  it("refuses another space's log", async () => {
    const other = new LogWriter(portal, alice);
    await other.start();
    await expect(replay(other.wires)).rejects.toThrow("LOG_FORKED");
  });

  it("refuses a log that has no beginning", async () => {
    await expect(replay([])).rejects.toThrow("LOG_SHORTENED");
  });

  it("refuses an entry of somebody who is not in the portal (A32)", async () => {
    await log.add(
      { op: "folder.put", node: createNodeId(), parent: null, revision: 1, meta: someMeta() },
      {},
      mallory,
    );
    await expect(replay()).rejects.toThrow("ENTRY_REFUSED");
  });

  it("refuses an entry that mallory signed in alice's name (A46)", async () => {
    const entry = await log.add(
      { op: "folder.put", node: createNodeId(), parent: null, revision: 1, meta: someMeta() },
      { author: alice.user },
      mallory,
    );
    expect(entry.author).toBe(alice.user);
    await expect(replay()).rejects.toThrow("ENTRY_SIGNATURE");
  });

  it("refuses an entry that names a portal history of its own (A10)", async () => {
    const other = await createPortal(alice);
    await log.add(
      { op: "folder.put", node: createNodeId(), parent: null, revision: 1, meta: someMeta() },
      { portalHead: other.head },
    );
    await expect(replay()).rejects.toThrow("LOG_FORKED");
  });

  it("refuses a file that comes back from the dead (A34)", async () => {
    const file = await log.addFile();
    await log.add({ op: "node.delete", node: file });
    await log.add({
      op: "file.put",
      node: file,
      parent: null,
      revision: 1,
      meta: someMeta(),
      version: someVersion(),
    });
    await expect(replay()).rejects.toThrow("ENTRY_REFUSED");
  });

  it("refuses an older version over a newer one (A35)", async () => {
    const file = await log.addFile();
    await log.add({ op: "file.version", node: file, revision: 2, meta: someMeta(), version: someVersion(1) });
    await expect(replay()).rejects.toThrow("VERSION_CONFLICT");
  });

  it("opens nothing while the Private Room is switched off, whatever the server says (A77)", async () => {
    const off = await createPortal(alice, false);
    const writer = new LogWriter(off, alice);
    const genesis = await writer.start();
    await expect(
      replaySpace({ portal: off, space: parseSpaceId(genesis.hash) }, writer.wires),
    ).rejects.toThrow("PRIVATE_ROOM_OFF");
  });
});

describe("replaying the portal", () => {
  const genesis = (bundle: Bytes, author: Person, signer: Person) =>
    signEntry(
      {
        space: null,
        seq: 0,
        prev: null,
        timeMs: 1,
        author: author.user,
        portalHead: null,
        operation: {
          op: "portal.create",
          nonce: randomBytes(16),
          bundle,
          profileCommitment: randomBytes(32),
          isPrivateRoomOn: true,
        },
      },
      signer.signKey,
    );

  it("makes its author the Owner", async () => {
    expect(portal.users.get(alice.user)).toMatchObject({ type: "Owner", isDisabled: false });
    expect(portal.owner).toBe(alice.user);
  });

  it("refuses keys that are not the author's (A01)", async () => {
    const entry = await genesis(mallory.bundle.wire, alice, alice);
    await expect(replayPortal([entry.wire])).rejects.toThrow("ENTRY_REFUSED");
  });

  it("refuses a first entry that another key signed", async () => {
    const entry = await genesis(alice.bundle.wire, alice, mallory);
    await expect(replayPortal([entry.wire])).rejects.toThrow("ENTRY_SIGNATURE");
  });

  it("refuses an empty log and one that goes on in a way it does not know", async () => {
    const { wire } = await genesis(alice.bundle.wire, alice, alice);
    await expect(replayPortal([])).rejects.toThrow("ENTRY_REFUSED");
    await expect(replayPortal([wire, wire])).rejects.toThrow("ENTRY_REFUSED");
  });
});
