import type { LiveSaying } from "../../shared/api/live.ts";
import type { Plain, Sealed } from "../../shared/bytes.ts";
import type { UserId } from "../../shared/ids.ts";
import type { FrameSealer } from "../../shared/live/frame.ts";
import { type Frame, type FrameKind, hashFrame } from "../../shared/live/frame-check.ts";

/** What a page says in a session, on its way. */

export interface Content {
  readonly kind: Exclude<FrameKind, "presence">;
  /** One for each frame. */
  readonly plains: readonly Plain[];
  /** What is said before the first of the frames that are still to be sent. */
  readonly announce?: (frames: number) => LiveSaying;
  /** Sealed by a page that is no more: it may be the end of something longer. */
  readonly isRestored?: boolean;
}

export interface Sealing {
  readonly sealer: FrameSealer;
  readonly generation: number;
  clock: number;
}

export interface Pending {
  readonly content: Content;
  readonly part: number;
  readonly frame: Pick<Frame, "author" | "connection" | "clock" | "generation" | "hash">;
  readonly wire: Sealed;
}

/** A frame of this page that the portal keeps. */
export interface Acked extends Pick<Pending, "content" | "part" | "frame"> {
  /** Of its content. */
  readonly isLast: boolean;
}

export const ackedOf = ({ content, part, frame }: Pending): Acked => ({
  ...{ content, part, frame },
  isLast: part === content.plains.length - 1,
});

/** The next frame of a connection. */
export async function sealPart(
  sealing: Sealing,
  content: Content,
  { part, plain, author }: { readonly part: number; readonly plain: Plain; readonly author: UserId },
): Promise<Pending> {
  const { sealer, generation } = sealing;
  const { connection } = sealer;
  const clock = sealing.clock++;
  const wire = await sealer.seal(content.kind, plain);
  return {
    content,
    part,
    frame: { author, connection, clock, generation, hash: await hashFrame(wire) },
    wire,
  };
}
