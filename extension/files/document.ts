import { equalBytes, type Plain } from "../../shared/bytes.ts";
import { sha256 } from "../../shared/crypto/hash.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { BlobId, LiveSessionId, NodeId, PortalOrigin, SpaceId } from "../../shared/ids.ts";
import type { NodeState, SpaceState } from "../../shared/log/space-state.ts";
import { append } from "../spaces/append.ts";
import { freshenKey } from "../spaces/keys-of-members.ts";
import { type OpenSpace, openSpace, peekSpace } from "../spaces/open-space.ts";
import { freshPersonalSpace, spaceOf, spaceOfOpening } from "../spaces/sync-space.ts";
import { announceChange } from "./change-channel.ts";
import { createFile, keepBoth } from "./create-file.ts";
import { type Draft, noteSent, readDraft, removeDraft, removeFormerDraft, writeDraft } from "./drafts.ts";
import { formerPlaceOf, versionHere } from "./former-place.ts";
import { mayOnItem } from "./item-rights.ts";
import { readMeta, sealNodeMeta } from "./node-meta.ts";
import { readWhole } from "./read-content.ts";
import { fileOf, renameNode } from "./tree.ts";
import { orGiveUp, uploadContent } from "./upload-content.ts";
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
  readonly canRename: boolean;
  /** Work that was not saved the last time. */
  readonly draft: Draft | null;
}

const rightsOn = (space: OpenSpace, node: NodeId) => ({
  canEdit: mayOnItem(space, "edit", node),
  canRename: mayOnItem(space, "rename", node),
});

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
  const space = await spaceOfOpening(origin, node);
  const file = fileOf(space.state, node);
  const version = versionOf(file);
  const { name, type } = await readMeta(space, file);
  const bytes = await readWhole({ space, node, version, signal, onProgress }, input.maxBytes);
  savedDigests.set(node, { version: version.number, digest: await sha256(bytes) });
  const draft = (await readOwnDraft(space, file)) ?? (await readFormerDraft(space, node));
  const place = { origin, node, space: space.space, parent: file.parent };
  return { ...place, name, type, bytes, version: version.number, ...rightsOn(space, node), draft };
}

/**
 * Saves the document's bytes as a new version; the versions before stay. Bytes that are saved already are not sent again.
 * Other changes of the space meanwhile (a rename, other files) do not matter. The draft stays: only who holds the
 * document knows whether it is older than these bytes.
 * @throws VERSION_CONFLICT when the file has a newer version than `opened.version`; NOT_FOUND when it was deleted; FILE_SHARED
 * when it lives in a space of its own since, where it is to be opened anew;
 * what uploadContent and append throw: nothing was changed then
 */
export async function saveDocument(input: {
  opened: OpenedDocument;
  bytes: Plain;
  /** Told why the portal does not take it yet: trying goes on for about two minutes. */
  onWaiting?: (cause: ErrorCode) => void;
  /** The content is there; the version is appended after this. */
  onUploaded?: (version: { readonly number: number; readonly blob: BlobId }) => Promise<void>;
}): Promise<{ version: number; savedAtMs: number }> {
  const { opened, bytes, onWaiting = () => undefined, onUploaded = async () => undefined } = input;
  const { origin, node } = opened;
  const digest = await sha256(bytes);
  const saved = savedDigests.get(node);
  if (saved && saved.version === opened.version && equalBytes(saved.digest, digest))
    return { version: opened.version, savedAtMs: Date.now() };
  const space = await openSpace(origin, opened.space);
  await freshenKey(space);
  const { number, timeMs } = await appendVersion({ space, opened, bytes, onWaiting, onUploaded });
  savedDigests.set(node, { version: number, digest });
  announceChange({ origin, node, version: number });
  return { version: number, savedAtMs: timeMs };
}

/**
 * Versions that were sent without hearing what became of them, by blob: one that turns up as the newest is no conflict.
 * They are noted with the draft, too, for they may turn up after this browser was killed.
 */
const sent = new Set<BlobId>();

/** Whether this content was sent from here, without an answer so far. */
export const isUnheard = (blob: BlobId): boolean => sent.has(blob);

/** A draft stands on top of what earlier tries to save it have become. */
async function readOwnDraft(space: OpenSpace, { node, versions }: NodeState): Promise<Draft | null> {
  const draft = await readDraft(space, node);
  if (!draft) return null;
  for (const blob of draft.sent) sent.add(blob);
  const firstOther = versions.findIndex(({ number, blob }) => number > draft.baseVersion && !sent.has(blob));
  const baseVersion = firstOther === -1 ? versions.length : firstOther;
  return { ...draft, baseVersion };
}

/** Work of the time before the file was shared, which is the person's alone: no session of now has it, whatever its id. */
async function readFormerDraft(space: OpenSpace, node: NodeId): Promise<Draft | null> {
  const former = await formerPlaceOf(space, node);
  const draft = former && (await readOwnDraft(former, fileOf(former.state, node)));
  if (!former || !draft) return null;
  const baseVersion = versionHere({ former, home: space, node }, draft.baseVersion);
  return { ...draft, baseVersion, session: null };
}

interface NewVersion {
  readonly space: OpenSpace;
  readonly opened: OpenedDocument;
  readonly bytes: Plain;
  readonly onWaiting: (cause: ErrorCode) => void;
  readonly onUploaded: (version: { readonly number: number; readonly blob: BlobId }) => Promise<void>;
}

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

/** @throws VERSION_CONFLICT, FILE_SHARED */
function fileOn(state: SpaceState, node: NodeId, base: number): NodeState {
  const file = fileOf(state, node);
  if (file.sharedAs !== null) throw new AppError("FILE_SHARED");
  if (versionOf(file).number !== base) throw new AppError("VERSION_CONFLICT");
  return file;
}

async function appendOn({ space, opened, bytes, onWaiting, onUploaded }: NewVersion, base: number) {
  const { node, type } = opened;
  fileOn(space.state, node, base);
  const version = await uploadContent({
    ...{ space, node, version: base + 1, content: new Blob([bytes], { type }) },
    signal: never,
    onProgress: (_doneBytes, waitingFor) => waitingFor && onWaiting(waitingFor),
  });
  sent.add(version.blob);
  await onUploaded(version);
  await noteSent(space, node, sent).catch(() => undefined); // without it one question more is asked after a crash
  const put = () =>
    append(space, async (state) => {
      const before = fileOn(state, node, base);
      const revision = before.revision + 1;
      const details = { sizeBytes: bytes.length, modifiedAtMs: Date.now() };
      const changed = { ...(await readMeta(space, before)), ...details };
      const meta = await sealNodeMeta(space, { node, parent: before.parent, revision }, changed);
      return { op: "file.version", node, revision, meta, version };
    });
  const { timeMs } = await orGiveUp(space, version, put);
  sent.delete(version.blob);
  return { number: version.number, timeMs };
}

/**
 * Saves the bytes as a file of its own beside the document: that of a file which somebody shares, in one's own Private Room.
 * @throws as createFile
 */
export async function saveAsCopy(input: {
  opened: OpenedDocument;
  bytes: Plain;
  name?: string;
}): Promise<{ node: NodeId; name: string; space: SpaceId }> {
  const { opened, bytes } = input;
  const place = await openSpace(opened.origin, opened.space);
  const space = place.state.kind === "file" ? await freshPersonalSpace(opened.origin) : place;
  await freshenKey(space);
  const parent = space.state.nodes.get(opened.node)?.parent ?? null;
  const content = new Blob([bytes], { type: opened.type });
  const created = await createFile({
    ...{ space, parent, content, name: input.name ?? opened.name, chooseName: keepBoth },
    ...{ modifiedAtMs: Date.now(), signal: never, onProgress: () => undefined },
  });
  announceChange({ origin: opened.origin, node: created.node, version: 1 });
  return { ...created, space: space.space };
}

/**
 * Seals unsaved work on this browser's disk, with the key that is here when it is called: the work itself may come later.
 * Works for two seconds after a lock, too (see vault/lock.ts).
 * @param input.version asked for once the work is there; that of `opened` where it is left out
 * @param input.session in which all of the work is, or comes from this browser's disk; asked for then, too
 * @throws LOCKED when the keys are gone; BROWSER_STORAGE_FULL; what kept the work from coming
 */
export async function keepDraft(input: {
  opened: OpenedDocument;
  bytes: Plain | Promise<Plain>;
  version?: () => number;
  session?: () => Promise<LiveSessionId | null>;
}): Promise<void> {
  const { opened, version = () => opened.version, session = async () => null } = input;
  const work = Promise.resolve(input.bytes).then(async (bytes) => ({
    ...{ bytes, baseVersion: version() },
    session: await session(),
  }));
  work.catch(() => undefined); // it is awaited where it is sealed, if there is a key
  const space = await peekSpace(opened.origin, opened.space);
  if (!space) throw new AppError("LOCKED");
  await writeDraft(space, { node: opened.node, work, sent });
  await removeFormerDraft(opened).catch(() => undefined); // it is offered once more
}

/** Throws unsaved work away: what was found when the document was opened, and what was kept of it since. */
export const discardDraft = (opened: OpenedDocument): Promise<unknown> =>
  Promise.all([removeDraft(opened), removeFormerDraft(opened)]);

/** Gives the file another name. @throws NAME_INVALID, NAME_TAKEN, NOT_FOUND and what append throws */
export async function renameFile(origin: PortalOrigin, node: NodeId, name: string): Promise<void> {
  await renameNode(await spaceOf(origin, node), node, name);
  announceChange({ origin, node, version: null });
}
