import { Doc, encodeStateAsUpdate } from "yjs";
import type { LiveSession } from "../../extension/live/live-session.ts";
import { type Bytes, type Plain, parseUtf8 } from "../../shared/bytes.ts";

/** A document of one text, as the smallest editor there is sees it. */

const textIn = (doc: Doc) => doc.getText("text");

/** The bytes are the text. */
export async function seedOf(bytes: Plain): Promise<Bytes> {
  const doc = new Doc();
  textIn(doc).insert(0, parseUtf8(bytes));
  return new Uint8Array(encodeStateAsUpdate(doc));
}

export const textOf = ({ shared }: Pick<LiveSession, "shared">): string => textIn(shared.doc).toString();

/** At the end, as nobody else's. */
export function typeInto({ shared }: Pick<LiveSession, "shared">, words: string, at?: number): void {
  const text = textIn(shared.doc);
  text.insert(at ?? text.length, words);
}

export function deleteIn({ shared }: Pick<LiveSession, "shared">, at: number, length: number): void {
  textIn(shared.doc).delete(at, length);
}
