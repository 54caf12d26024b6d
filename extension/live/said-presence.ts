import type { Bytes, Plain } from "../../shared/bytes.ts";
import type { LiveSessionId } from "../../shared/ids.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import { type PresenceContent, parsePresence } from "../../shared/live/frame-contents.ts";
import type { FrameJudge } from "./frame-judge.ts";

/** What a presence says, and of which client. */
export interface SaidPresence extends PresenceContent {
  readonly client: number;
}

/** Null for what is none, or speaks for somebody else. */
export async function readPresence(
  wire: Bytes,
  { judge, session }: { readonly judge: FrameJudge; readonly session: LiveSessionId },
): Promise<{ readonly frame: Frame; readonly said: SaidPresence } | null> {
  const frame = await judge.parse(wire, { session });
  const plain = frame?.kind === "presence" ? await judge.open(frame, session) : null;
  const said = plain && parseSaid(plain);
  if (!frame || !said || !(await judge.clients.areOf(frame.author, new Set([said.client])))) return null;
  return { frame, said };
}

function parseSaid(plain: Plain): SaidPresence | null {
  try {
    const content = parsePresence(plain);
    const client = clientOf(content.update);
    return client === null ? null : { ...content, client };
  } catch {
    return null;
  }
}

/** The one client that an awareness update speaks for: after the number of clients (1), as a little-endian base 128 number. */
function clientOf(update: Bytes): number | null {
  if (update[0] !== 1) return null;
  let client = 0;
  for (let at = 1, factor = 1; at < Math.min(update.length, 9); at++, factor *= 128) {
    const byte = update[at] ?? 0;
    client += (byte & 127) * factor;
    if (byte < 128) return client;
  }
  return null;
}
