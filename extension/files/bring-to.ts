import type { NodeState } from "../../shared/log/space-state.ts";
import { append } from "../spaces/append.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { copyContent } from "./content-copy.ts";
import { readMeta, sealNodeMeta } from "./node-meta.ts";
import { fileOf, renameNode } from "./tree.ts";
import { orGiveUp } from "./upload-content.ts";
import { versionOf } from "./versions.ts";

/** Brings a file's newest version and its name from the Private Room to the space of its own. */

interface Bringing {
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly signal?: AbortSignal;
}

/** What an earlier try brought stays, and gets what came since. @throws what reading, uploading and append throw */
export async function bringTo(
  home: OpenSpace,
  personal: OpenSpace,
  file: NodeState,
  how: Bringing,
): Promise<void> {
  const { node } = file;
  if (!home.state.nodes.has(node)) return bringFirst(home, personal, file, how);
  const [opened, brought] = await Promise.all([
    readMeta(personal, file),
    readMeta(home, fileOf(home.state, node)),
  ]);
  const isOlder = brought.modifiedAtMs !== opened.modifiedAtMs || brought.sizeBytes !== opened.sizeBytes;
  if (isOlder) await bringNext(home, personal, file, how);
  if (brought.name !== opened.name) await renameNode(home, node, opened.name);
}

async function bringFirst(home: OpenSpace, personal: OpenSpace, file: NodeState, how: Bringing) {
  const { node } = file;
  const place = { node, parent: null, revision: 1 };
  const opened = await readMeta(personal, file);
  const version = await copyNewest(home, personal, file, { ...how, asVersion: 1 });
  const put = () =>
    append(home, async () => {
      const meta = await sealNodeMeta(home, place, opened);
      return { op: "file.put", ...place, meta, version };
    });
  await orGiveUp(home, version, put);
}

async function bringNext(home: OpenSpace, personal: OpenSpace, file: NodeState, how: Bringing) {
  const { node } = file;
  const opened = await readMeta(personal, file);
  const asVersion = fileOf(home.state, node).versions.length + 1;
  const version = await copyNewest(home, personal, file, { ...how, asVersion });
  const put = () =>
    append(home, async (state) => {
      const { revision: before, parent } = fileOf(state, node);
      const revision = before + 1;
      const meta = await sealNodeMeta(home, { node, parent, revision }, opened);
      return { op: "file.version", node, revision, meta, version };
    });
  await orGiveUp(home, version, put);
}

function copyNewest(
  to: OpenSpace,
  from: OpenSpace,
  file: NodeState,
  { onProgress, signal = new AbortController().signal, asVersion }: Bringing & { readonly asVersion: number },
) {
  const { node } = file;
  const content = { from, to, fromNode: node, node, version: versionOf(file), asVersion, signal };
  return copyContent(onProgress ? { ...content, onProgress } : content);
}
