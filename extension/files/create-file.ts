import { type NodeName, normalizeName } from "../../shared/crypto/names.ts";
import { AppError } from "../../shared/errors.ts";
import { createNodeId, type NodeId } from "../../shared/ids.ts";
import type { VersionRecord } from "../../shared/log/operations.ts";
import { freeName, isNameFree } from "../../shared/rules/same-name.ts";
import { append } from "../spaces/append.ts";
import { freshenKey } from "../spaces/keys-of-members.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { mediaTypeOf } from "./media-type.ts";
import { readNames, sealNodeMeta } from "./node-meta.ts";
import { checkNameFree } from "./tree.ts";
import { type OnProgress, orGiveUp, uploadContent } from "./upload-content.ts";

/** A new file: its content goes up first, then one entry makes it exist. */

/** Asked when a name is taken; null stops, another name goes on with that. */
export type ChooseName = (name: string, suggested: string) => Promise<string | null>;

export interface NewFile {
  readonly space: OpenSpace;
  readonly parent: NodeId | null;
  readonly name: string;
  readonly content: Blob;
  readonly modifiedAtMs: number;
  readonly chooseName: ChooseName;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Keeps both without asking: "Report (2).docx". */
export const keepBoth: ChooseName = async (_name, suggested) => suggested;
/** Stops without asking. */
export const stop: ChooseName = async () => null;

/**
 * Creates a file. A file of the same name is never overwritten.
 * @throws NAME_INVALID; NAME_TAKEN when `chooseName` stopped it; what uploadContent and append throw
 */
export async function createFile(file: NewFile): Promise<{ node: NodeId; name: string }> {
  const { space, content, signal, onProgress } = file;
  const node = createNodeId();
  await freshenKey(space);
  const name = await settleName(file, normalizeName(file.name));
  const version = await uploadContent({ space, node, version: 1, content, signal, onProgress });
  return { node, name: await orGiveUp(space, version, () => put(file, node, version, name)) };
}

/** A name that is free now. */
async function settleName({ space, parent, chooseName }: NewFile, wanted: NodeName): Promise<NodeName> {
  const names = await readNames(space, space.state, parent);
  if (isNameFree(wanted, names)) return wanted;
  const chosen = await chooseName(wanted, freeName(wanted, names));
  if (chosen === null) throw new AppError("NAME_TAKEN");
  return settleName({ space, parent, chooseName } as NewFile, normalizeName(chosen));
}

/** Somebody may take the name while the content is on its way: then it is settled again, and nothing is sent twice. */
async function put(file: NewFile, node: NodeId, version: VersionRecord, name: NodeName): Promise<string> {
  for (let wanted = name; ; wanted = await settleName(file, wanted)) {
    try {
      await appendPut(file, node, version, wanted);
      return wanted;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "NAME_TAKEN") throw error;
    }
  }
}

const appendPut = (
  { space, parent, content, modifiedAtMs }: NewFile,
  node: NodeId,
  version: VersionRecord,
  name: NodeName,
) =>
  append(space, async (state) => {
    await checkNameFree(space, state, { name, parent });
    const details = { type: mediaTypeOf(name, content.type), sizeBytes: content.size, modifiedAtMs };
    const meta = await sealNodeMeta(space, { node, parent, revision: 1 }, { name, ...details });
    return { op: "file.put", node, parent, revision: 1, meta, version };
  });
