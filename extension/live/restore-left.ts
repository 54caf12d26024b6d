import { applyUpdate } from "yjs";
import { parseSaved } from "../../shared/live/frame-contents.ts";
import { REMOTE } from "../editors/adapter.ts";
import type { FrameJudge } from "./frame-judge.ts";
import type { KeptFrames } from "./kept-frames.ts";
import type { Outbox } from "./outbox.ts";
import type { QueuedFrame } from "./surroundings.ts";

/** Takes over what an earlier page of this browser typed and could not send: into the state, and on its way again as it is. */
export async function restoreLeft(
  left: readonly QueuedFrame[],
  { kept, outbox, judge }: { kept: KeptFrames; outbox: Outbox; judge: FrameJudge },
): Promise<void> {
  // The portal may have the beginning of what ends here
  const updates = kept.updates.fork();
  for (const { session, wire } of left) {
    const frame = await judge.parse(wire, { session, isPast: true });
    const plain = frame && (await judge.open(frame, session));
    if (!frame || !plain || kept.has(frame)) continue;
    const kind = frame.kind === "presence" ? "update" : frame.kind;
    outbox.restore(frame, wire, { kind, plains: [plain] });
    try {
      if (frame.kind === "saved") kept.claims.note({ ...parseSaved(plain), author: frame.author });
      if (frame.kind !== "update") continue;
      const update = await updates.read(frame, plain);
      if (update) applyUpdate(kept.doc, update, REMOTE);
    } catch {
      // Its beginning is nowhere any more, or it is no update
    }
  }
}
