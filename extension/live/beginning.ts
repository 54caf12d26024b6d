import type { Doc } from "yjs";
import { randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { parseLiveSessionId, SHORT_ID_BYTES } from "../../shared/ids.ts";
import type { PartInput } from "./part-input.ts";
import { SessionPart } from "./session-part.ts";
import type { Standing } from "./standing.ts";
import type { Typing } from "./typing.ts";

/** This page's part in a session that it is about to begin. */
export const beginPart = (
  input: PartInput,
  from: { readonly doc: Doc; readonly baseVersion: number },
): SessionPart =>
  new SessionPart(input, { session: parseLiveSessionId(toBase64Url(randomBytes(SHORT_ID_BYTES))), ...from });

/** A state that was changed before there was a session: it goes on in it, and so do the versions saved of it. */
export function settleBegun(
  part: SessionPart,
  {
    typing,
    left,
    standing,
  }: Pick<PartInput, "left"> & { readonly typing: Typing; readonly standing: Standing },
): void {
  if (typing.settleAlone()) part.noteDirtySeed();
  left.giveUp();
  const version = standing.newest(part.kept);
  if (version !== null) part.tellSaved(version, { upTo: 0, covers: new Map() });
}
