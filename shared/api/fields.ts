import * as v from "valibot";
import { type Bytes, parseBase64Url } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { parseBlobId, parseEntryHash, parseNodeId, parseSpaceId, parseUserId } from "../ids.ts";

/** Schemas of single fields. In JSON, bytes and ids are base64url texts; parsing gives bytes and branded ids. */

function parsed<T>(parse: (value: string) => T) {
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
export const emailField = v.pipe(v.string(), v.minLength(3), v.maxLength(254));
export const personNameField = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
