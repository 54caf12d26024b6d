import { type PortalOrigin, parsePortalOrigin } from "../../shared/ids.ts";

/** The popup as a page of its own, for what needs width. */
export const popupAddress = (origin: PortalOrigin): string => `popup.html#${new URLSearchParams({ origin })}`;

/** Reads the part behind `popup.html`; null when the popup stands in its own window, or the address leads nowhere. */
export function parsePopupAddress(hash: string): PortalOrigin | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  try {
    return parsePortalOrigin(parts.get("origin"));
  } catch {
    return null;
  }
}
