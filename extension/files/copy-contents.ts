import { createNodeId, type NodeId } from "../../shared/ids.ts";
import type { NodeState } from "../../shared/log/space-state.ts";
import { append } from "../spaces/append.ts";
import type { OpenSpace } from "../spaces/open-space.ts";
import { copyContent } from "./content-copy.ts";
import { readMeta, sealNodeMeta } from "./node-meta.ts";
import { orGiveUp } from "./upload-content.ts";
import { versionOf } from "./versions.ts";

/** All folders and the newest version of all files of a room, into another one that is new. */

interface Options {
  readonly onProgress?: (doneFiles: number, totalFiles: number) => void;
  readonly signal?: AbortSignal;
}

/** What is in the trash stays behind. @throws what reading, uploading and append throw */
export async function copyContents(from: OpenSpace, to: OpenSpace, options: Options): Promise<void> {
  const { signal = new AbortController().signal, onProgress } = options;
  const nodes = [...from.state.nodes.values()];
  const total = nodes.filter(({ kind, node }) => kind === "file" && from.state.trashOf(node) === null).length;
  let done = 0;
  const copyIn = async (parent: NodeId | null, newParent: NodeId | null): Promise<void> => {
    for (const state of from.state.childrenOf(parent)) {
      signal.throwIfAborted();
      if (state.trashedBy !== null) continue;
      const node = createNodeId();
      if (state.kind === "folder") {
        await putFolder({ from, to, state, node, parent: newParent });
        await copyIn(state.node, node);
      } else {
        await putFile({ from, to, state, node, parent: newParent, signal });
        onProgress?.(++done, total);
      }
    }
  };
  await copyIn(null, null);
}

interface Put {
  readonly from: OpenSpace;
  readonly to: OpenSpace;
  readonly state: NodeState;
  readonly node: NodeId;
  readonly parent: NodeId | null;
}

async function putFolder({ from, to, state, node, parent }: Put): Promise<void> {
  const opened = await readMeta(from, state);
  await append(to, async () => {
    const meta = await sealNodeMeta(to, { node, parent, revision: 1 }, opened);
    return { op: "folder.put", node, parent, revision: 1, meta };
  });
}

async function putFile({ from, to, state, node, parent, signal }: Put & { signal: AbortSignal }) {
  const opened = await readMeta(from, state);
  const content = { from, to, fromNode: state.node, node, version: versionOf(state), signal };
  const version = await copyContent(content);
  const put = () =>
    append(to, async () => {
      const meta = await sealNodeMeta(to, { node, parent, revision: 1 }, opened);
      return { op: "file.put", node, parent, revision: 1, meta, version };
    });
  await orGiveUp(to, version, put);
}
