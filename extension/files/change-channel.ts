import * as v from "valibot";
import { nodeField } from "../../shared/api/fields.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { originField } from "../messages/origin-field.ts";

/** Pages of this browser tell each other at once what changed, by id only. The portal's other browsers learn it by asking. */

const change = v.strictObject({
  origin: originField,
  node: v.nullable(nodeField),
  /** The file's new version; null for a change of the tree. */
  version: v.nullable(v.number()),
});

export interface Change {
  readonly origin: PortalOrigin;
  readonly node: NodeId | null;
  readonly version: number | null;
}

const NAME = "strongroom-changes";

/** Only pages of the extension share this channel: it is bound to the extension's origin. */
export function announceChange(announced: Change): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(announced);
  channel.close();
}

export function onChange(callback: (announced: Change) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const announced = v.safeParse(change, data);
    if (announced.success) callback(announced.output);
  };
  signal.addEventListener("abort", () => channel.close(), { once: true });
}
