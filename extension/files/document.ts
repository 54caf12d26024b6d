import { equalBytes, type Plain } from "../../shared/bytes.ts";
import { sha256 } from "../../shared/crypto/hash.ts";
import { AppError } from "../../shared/errors.ts";
import type { BlobId, NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { append, isUncertain } from "../spaces/append.ts";
import { type OpenSpace, openPersonalSpace, peekPersonalSpace } from "../spaces/open-space.ts";
import { freshPersonalSpace } from "../spaces/sync-space.ts";
import { announceChange } from "./change-channel.ts";
import { createFile, keepBoth } from "./create-file.ts";
import { type Draft, readDraft, removeDraft, writeDraft } from "./drafts.ts";
import { readMeta, sealNodeMeta } from "./node-meta.ts";
import { readWhole } from "./read-content.ts";
import { fileOf, nodeOf, renameNode } from "./tree.ts";
import { giveUpBlob, uploadContent } from "./upload-content.ts";
import { versionOf } from "./versions.ts";

/** A document from the portal to the editor and back. */

export interface OpenedDocument {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly space: SpaceId;
  readonly parent: NodeId | null;
  readonly name: string;
  readonly type: string;
  readonly bytes: Plain;
  /** The version that `bytes` are. Carry the one that saving gave into the next save. */
  readonly version: number;
  readonly canEdit: boolean;
  /** Work that was not saved the last time. */
  readonly draft: Draft | null;
}

/** What the portal has as of which version, so that saving the very same bytes again costs nothing. */
const savedDigests = new Map<NodeId, { version: number; digest: Uint8Array }>();

const never = new AbortController().signal;

/**
 * Fetches, verifies and opens the newest version of a document.
 * @throws LOCKED, NOT_FOUND, OFFLINE, DOCUMENT_TOO_LARGE, STREAM_TRUNCATED, CIPHERTEXT_DAMAGED, CONTEXT_WRONG, LOG_FORKED …
 */
export async function openDocument(input: {
  origin: PortalOrigin;
  node: NodeId;
  onProgress?: (doneBytes: number, totalBytes: number) => void;
  signal?: AbortSignal;
  /** What the editor takes at most; more is refused before it is fetched. */
  maxBytes?: number;
}): Promise<OpenedDocument> {
  const { origin, node, onProgress = () => undefined, signal = never } = input;
  const space = await freshPersonalSpace(origin);
  const file = fileOf(space.state, node);
  const version = versionOf(file);
  const { name, type } = await readMeta(space, file);
  const bytes = await readWhole({ space, node, version, signal, onProgress }, input.maxBytes);
  savedDigests.set(node, { version: version.number, digest: await sha256(bytes) });
  const draft = await readDraft(space, node);
  const place = { origin, node, space: space.space, parent: file.parent };
  return { ...place, name, type, bytes, version: version.number, canEdit: true, draft };
}

/**
 * Saves the document's bytes as a new version; the versions before stay. Bytes that are saved already are not sent again.
 * Other changes of the space meanwhile (a rename, other files) do not matter. The draft stays: only who holds the
 * document knows whether it is older than these bytes.
 * @throws VERSION_CONFLICT when the file has a newer version than `opened.version`; NOT_FOUND when it was deleted;
 * what uploadContent and append throw: nothing was changed then
 */
export async function saveDocument(input: {
  opened: OpenedDocument;
  bytes: Plain;
  /** Told while the portal is waited for: it is away, and trying goes on for about two minutes. */
  onWaiting?: () => void;
}): Promise<{ version: number; savedAtMs: number }> {
  const { opened, bytes, onWaiting = () => undefined } = input;
  const { origin, node } = opened;
  const digest = await sha256(bytes);
  const saved = savedDigests.get(node);
  if (saved && saved.version === opened.version && equalBytes(saved.digest, digest))
    return { version: opened.version, savedAtMs: Date.now() };
  const space = await openPersonalSpace(origin);
  const { number, timeMs } = await appendVersion({ space, opened, bytes, onWaiting });
  savedDigests.set(node, { version: number, digest });
  announceChange({ origin, node, version: number });
  return { version: number, savedAtMs: timeMs };
}

interface NewVersion {
  readonly space: OpenSpace;
  readonly opened: OpenedDocument;
  readonly bytes: Plain;
  readonly onWaiting: () => void;
}

/** Versions that this page has sent without hearing what became of them, by blob: one that turns up as the newest is no conflict. */
const sent = new Set<BlobId>();

/**
 * An earlier try whose answer was lost may have become a version after all: then this one goes on top of it.
 * @throws VERSION_CONFLICT when the version that is there is somebody else's
 */
async function appendVersion(version: NewVersion) {
  const { space, opened } = version;
  for (let base = opened.version; ; base++) {
    try {
      return await appendOn(version, base);
    } catch (error) {
      const newest = space.state.nodes.get(opened.node)?.versions.at(-1);
      const isOwn = newest?.number === base + 1 && sent.has(newest.blob);
      if (!isOwn || !(error instanceof AppError) || error.code !== "VERSION_CONFLICT") throw error;
    }
  }
}

async function appendOn({ space, opened, bytes, onWaiting }: NewVersion, base: number) {
  const { node, type } = opened;
  if (versionOf(fileOf(space.state, node)).number !== base) throw new AppError("VERSION_CONFLICT");
  const content = new Blob([bytes], { type });
  const version = await uploadContent({
    ...{ space, node, version: base + 1, content },
    signal: never,
    onProgress: (_doneBytes, isWaiting) => isWaiting && onWaiting(),
  });
  try {
    const { timeMs } = await append(space, async (state) => {
      const before = nodeOf(state, node);
      if (versionOf(before).number !== base) throw new AppError("VERSION_CONFLICT");
      const revision = before.revision + 1;
      const details = { sizeBytes: bytes.length, modifiedAtMs: Date.now() };
      const changed = { ...(await readMeta(space, before)), ...details };
      const meta = await sealNodeMeta(space, { node, parent: before.parent, revision }, changed);
      return { op: "file.version", node, revision, meta, version };
    });
    return { number: version.number, timeMs };
  } catch (error) {
    if (isUncertain(error)) sent.add(version.blob);
    else giveUpBlob(space, version.blob);
    throw error;
  }
}

/** Saves the bytes as a file of its own beside the document. @throws as createFile */
export async function saveAsCopy(input: {
  opened: OpenedDocument;
  bytes: Plain;
  name?: string;
}): Promise<{ node: NodeId; name: string }> {
  const { opened, bytes } = input;
  const space = await openPersonalSpace(opened.origin);
  const parent = space.state.nodes.get(opened.node)?.parent ?? null;
  const content = new Blob([bytes], { type: opened.type });
  const created = await createFile({
    ...{ space, parent, content, name: input.name ?? opened.name, chooseName: keepBoth },
    ...{ modifiedAtMs: Date.now(), signal: never, onProgress: () => undefined },
  });
  announceChange({ origin: opened.origin, node: created.node, version: 1 });
  return created;
}

/**
 * Seals unsaved work on this browser's disk. Works for two seconds after a lock, too (see vault/lock.ts).
 * @throws LOCKED when the keys are gone; BROWSER_STORAGE_FULL
 */
export async function keepDraft({ opened, bytes }: { opened: OpenedDocument; bytes: Plain }): Promise<void> {
  const space = await peekPersonalSpace(opened.origin);
  if (!space) throw new AppError("LOCKED");
  await writeDraft(space, { node: opened.node, baseVersion: opened.version, bytes });
}

/** Throws unsaved work away. */
export const discardDraft = ({ origin, node }: OpenedDocument): Promise<undefined> =>
  removeDraft(origin, node);

/** Gives the file another name. @throws NAME_INVALID, NAME_TAKEN, NOT_FOUND and what append throws */
export async function renameFile(origin: PortalOrigin, node: NodeId, name: string): Promise<void> {
  await renameNode(await openPersonalSpace(origin), node, name);
  announceChange({ origin, node, version: null });
}
