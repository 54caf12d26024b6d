import * as v from "valibot";
import { type Bytes, parseBase64Url } from "../bytes.ts";
import { normalizeEmail, parsePersonName } from "../crypto/profile.ts";
import { AppError } from "../errors.ts";
import {
  parseBlobId,
  parseEntryHash,
  parseGroupId,
  parseInvitationId,
  parseNodeId,
  parseSpaceId,
  parseUserId,
} from "../ids.ts";

/** Schemas of single fields. In JSON, bytes and ids are base64url texts; parsing gives bytes and branded ids. */

export function parsed<T>(parse: (value: string) => T) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      try {
        return parse(dataset.value);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        addIssue({ message: error.code });
        return NEVER;
      }
    }),
  );
}

/** base64url of `minBytes` to `maxBytes` bytes, both inclusive. */
export const bytesField = (minBytes: number, maxBytes: number = minBytes) =>
  parsed<Bytes>((text) => {
    if (text.length > Math.ceil((maxBytes * 4) / 3)) throw new AppError("OBJECT_MALFORMED");
    const bytes = parseBase64Url(text);
    if (bytes.length < minBytes || bytes.length > maxBytes) throw new AppError("OBJECT_MALFORMED");
    return bytes;
  });

export const userField = parsed(parseUserId);
export const spaceField = parsed(parseSpaceId);
export const nodeField = parsed(parseNodeId);
export const blobField = parsed(parseBlobId);
export const invitationField = parsed(parseInvitationId);
export const groupField = parsed(parseGroupId);
export const hashField = parsed(parseEntryHash);

/** A safe integer of at least `min`. */
export const countField = (min = 0, max: number = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

/** The same as a text in a path or query: digits only, no leading zeros. */
export const countText = (max: number = Number.MAX_SAFE_INTEGER) =>
  v.pipe(
    v.string(),
    v.regex(/^(0|[1-9][0-9]{0,15})$/),
    v.transform(Number),
    v.safeInteger(),
    v.maxValue(max),
  );

export const headField = v.strictObject({ seq: countField(), hash: hashField });
/** Time in ms since 1970. */
export const timeField = countField();

/** Only what is in its one spelling already. */
const settled = <T extends string>(settle: (text: string) => T) =>
  parsed<T>((text) => {
    const value = settle(text);
    if (value !== text) throw new AppError("OBJECT_MALFORMED");
    return value;
  });

export const emailField = settled(normalizeEmail);
export const personNameField = settled(parsePersonName);
/** An address as typed; parsing gives the spelling under which it is kept, compared and counted. */
export const typedEmailField = parsed(normalizeEmail);
