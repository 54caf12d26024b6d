import type { OpenedDocument } from "../../extension/files/document.ts";
import type { FileFacts } from "../../extension/files/file-facts.ts";
import { createDocumentStore } from "../../extension/state/document-store.ts";
import type { Look } from "../../extension/state/look-round.ts";
import { asPlain } from "../../shared/bytes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import { createNodeId, parseLiveSessionId, parsePortalOrigin, type SpaceId } from "../../shared/ids.ts";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const node = createNodeId();
export const saved = asPlain(new Uint8Array([1]));
export const unsaved = asPlain(new Uint8Array([2]));
export const session = parseLiveSessionId("A".repeat(22));

const facts: FileFacts = {
  node,
  name: "Report.docx",
  type: "application/octet-stream",
  sizeBytes: 1,
  version: 3,
  changedAtMs: 0,
  changedByName: "Alice",
  parent: null,
};

/** A file that alice has, with or without unsaved work in her browser. */
export function fileOfAlice(
  given: {
    draftOf?: number;
    draft?: typeof saved;
    name?: string;
    sizeBytes?: number;
    failing?: ErrorCode;
    look?: Look;
  } = {},
) {
  const calls: string[] = [];
  const opened: OpenedDocument = {
    origin,
    node,
    space: "space" as SpaceId,
    parent: null,
    name: facts.name,
    type: facts.type,
    bytes: saved,
    version: 3,
    canEdit: true,
    canRename: true,
    draft:
      given.draftOf === undefined
        ? null
        : {
            space: "space" as SpaceId,
            bytes: given.draft ?? unsaved,
            savedAtMs: 7,
            baseVersion: given.draftOf,
            session,
          },
  };
  const fail = (): void => {
    if (given.failing) throw new AppError(given.failing);
  };
  const store = createDocumentStore({
    origin,
    node,
    maxBytes: 1_000,
    opensHere: (name) => name.endsWith(".docx"),
    signal: new AbortController().signal,
    core: {
      describeFile: async () => {
        if (given.failing === "OFFLINE") fail();
        return { ...facts, name: given.name ?? facts.name, sizeBytes: given.sizeBytes ?? 1 };
      },
      openDocument: async ({ onProgress }) => {
        calls.push("open");
        onProgress(1, 2);
        fail();
        return opened;
      },
      discardDraft: async () => {
        calls.push("discard");
      },
      look: async () => given.look ?? { round: "nobody", session: null },
      settleDrafted: async (_, fate) => {
        calls.push(fate);
      },
      saveAsCopy: async ({ bytes }) => {
        calls.push(`copy ${bytes[0]}`);
        fail();
        return { node: createNodeId(), space: opened.space };
      },
      renameFile: async () => fail(),
      openVersion: async ({ version }) => {
        calls.push(`version ${version}`);
        fail();
        return { version, bytes: unsaved, savedAtMs: 5, byName: "Bob" };
      },
      restoreVersion: async ({ version }) => {
        calls.push(`restore ${version}`);
        return 4;
      },
    },
  });
  return { store, calls };
}
