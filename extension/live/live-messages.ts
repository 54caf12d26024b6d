import * as v from "valibot";
import { LIVE_TEXT_MAX_BYTES, type LiveNews, liveNews } from "../../shared/api/live.ts";
import { type Bytes, readU32, readU64 } from "../../shared/bytes.ts";
import type { Kept } from "./kept-frames.ts";

/** What a portal says over a document's socket, read as a stranger's words. */

/** `u64 position || u32 length`. */
const FRAME_HEAD_BYTES = 12;

/** Null for what is not whole frames. */
export function splitFrames(bytes: Bytes): Kept[] | null {
  const frames: Kept[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + FRAME_HEAD_BYTES > bytes.length) return null;
    const end = at + FRAME_HEAD_BYTES + readU32(bytes, at + 8);
    if (end > bytes.length) return null;
    frames.push({ position: readU64(bytes, at), wire: bytes.slice(at + FRAME_HEAD_BYTES, end) });
    at = end;
  }
  return frames;
}

export function parseNews(data: unknown): LiveNews | null {
  if (typeof data !== "string" || data.length > LIVE_TEXT_MAX_BYTES) return null;
  try {
    return v.parse(liveNews, JSON.parse(data));
  } catch {
    return null;
  }
}
