import { createFile, keepBoth } from "../../extension/files/create-file.ts";
import { type OpenSpace, openPersonalSpace, peekSpaces } from "../../extension/spaces/open-space.ts";
import { lockNow } from "../../extension/vault/lock.ts";
import { unlock } from "../../extension/vault/unlock.ts";
import { utf8 } from "../../shared/bytes.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { PASSPHRASE } from "./extension-world.ts";
import { until } from "./until.ts";

/** What alice does again and again. */

/** Adds a file with this text to her Private Room. */
export async function addFile(
  origin: PortalOrigin,
  name: string,
  content: string | Uint8Array<ArrayBuffer> = name,
  parent: NodeId | null = null,
): Promise<NodeId> {
  const blob = new Blob([typeof content === "string" ? utf8(content) : content]);
  const { node } = await createFile({
    ...{
      space: await openPersonalSpace(origin),
      parent,
      name,
      content: blob,
      modifiedAtMs: 1_700_000_000_000,
    },
    ...{ chooseName: keepBoth, signal: new AbortController().signal, onProgress: () => undefined },
  });
  return node;
}

/** Locks and waits until this page's memory is wiped, as a closed browser's would be. */
export async function lockAndForget(origin: PortalOrigin): Promise<void> {
  await lockNow();
  await until("the wiped memory", async () => peekSpaces(origin).length === 0);
}

/** Locks, unlocks and opens her room anew from what the disk and the portal have. */
export async function reopen(origin: PortalOrigin): Promise<OpenSpace> {
  await lockAndForget(origin);
  await unlock({ origin, kind: "passphrase", secret: PASSPHRASE });
  return openPersonalSpace(origin);
}
