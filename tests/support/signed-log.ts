import { asSealed, type Bytes, randomBytes } from "../../shared/bytes.ts";
import { createBlobId, createNodeId, type NodeId } from "../../shared/ids.ts";
import type { EntryFields, ParsedEntry } from "../../shared/log/entry.ts";
import { spaceOfGenesis } from "../../shared/log/entry.ts";
import type { Operation, VersionRecord } from "../../shared/log/operations.ts";
import { type PortalState, replayPortal } from "../../shared/log/portal-state.ts";
import { signEntry } from "../../shared/log/sign-entry.ts";
import type { Person } from "./people.ts";

/** Signed logs in a line, for tests of replay: real keys, and sealed bytes that nothing here opens. */

export const someMeta = () => asSealed(randomBytes(160));

export const someVersion = (number = 1): VersionRecord => ({
  number,
  generation: 1,
  blob: createBlobId(),
  headerHash: randomBytes(32),
  tagsDigest: randomBytes(32),
  paddedSizeBytes: 1024,
  wrappedKey: asSealed(randomBytes(68)),
});

/** A portal that alice owns. */
export async function createPortal(alice: Person, isPrivateRoomOn = true): Promise<PortalState> {
  const entry = await signEntry(
    {
      space: null,
      seq: 0,
      prev: null,
      timeMs: 1,
      author: alice.user,
      portalHead: null,
      operation: {
        op: "portal.create",
        nonce: randomBytes(16),
        bundle: alice.bundle.wire,
        profileCommitment: randomBytes(32),
        isPrivateRoomOn,
      },
    },
    alice.signKey,
  );
  return replayPortal([entry.wire]);
}

/** Writes a log entry by entry; `changes` let a test lie in a chosen way. */
export class LogWriter {
  readonly entries: ParsedEntry[] = [];
  readonly #portal: PortalState;
  readonly #author: Person;

  constructor(portal: PortalState, author: Person) {
    this.#portal = portal;
    this.#author = author;
  }

  get wires(): Bytes[] {
    return this.entries.map((entry) => entry.wire);
  }

  async start(changes: Partial<EntryFields> = {}): Promise<ParsedEntry> {
    const operation: Operation = {
      op: "space.create",
      kind: "personal",
      nonce: randomBytes(16),
      keyCommitment: randomBytes(32),
    };
    return this.#sign({ space: null, seq: 0, prev: null, operation, ...changes });
  }

  async add(
    operation: Operation,
    changes: Partial<EntryFields> = {},
    by = this.#author,
  ): Promise<ParsedEntry> {
    const [genesis, last] = [this.entries[0]!, this.entries.at(-1)!];
    const place = { space: spaceOfGenesis(genesis), seq: last.seq + 1, prev: last.hash };
    return this.#sign({ ...place, operation, ...changes }, by);
  }

  async addFolder(parent: NodeId | null = null): Promise<NodeId> {
    const node = createNodeId();
    await this.add({ op: "folder.put", node, parent, revision: 1, meta: someMeta() });
    return node;
  }

  async addFile(parent: NodeId | null = null): Promise<NodeId> {
    const node = createNodeId();
    await this.add({ op: "file.put", node, parent, revision: 1, meta: someMeta(), version: someVersion() });
    return node;
  }

  async #sign(
    fields: Pick<EntryFields, "space" | "seq" | "prev" | "operation"> & Partial<EntryFields>,
    by = this.#author,
  ): Promise<ParsedEntry> {
    const entry = await signEntry(
      { timeMs: 1000, author: by.user, portalHead: this.#portal.head, ...fields },
      by.signKey,
    );
    this.entries.push(entry);
    return entry;
  }
}
