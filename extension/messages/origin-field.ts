import * as v from "valibot";
import { parsePortalOrigin } from "../../shared/ids.ts";

function isPortalOrigin(text: string): boolean {
  try {
    return parsePortalOrigin(text) === text;
  } catch {
    return false;
  }
}

/** A portal's origin as text, in its one spelling. */
export const originField = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check(isPortalOrigin),
  v.transform((text) => parsePortalOrigin(text)),
);
