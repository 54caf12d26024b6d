import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import { parseNodeId, parsePortalOrigin } from "../../shared/ids.ts";

/**
 * The addresses of the extension's own pages. Everything stands behind the `#`, which no server ever sees.
 * What is read back was perhaps typed by hand or made by a hostile page: it is parsed like any input.
 */

/** What a person was on the way to when something else (unlocking, signing in) had to come first. */
export type Destination =
  | { readonly page: "files"; readonly folder: NodeId | null }
  | { readonly page: "file"; readonly file: NodeId };

export interface FilesAddress {
  readonly origin: PortalOrigin;
  readonly folder: NodeId | null;
}

export interface EditorAddress {
  readonly origin: PortalOrigin;
  readonly file: NodeId;
}

export interface WelcomeAddress {
  readonly origin: PortalOrigin;
  /** The one-time token of the portal's setup link; the page takes it out of the address bar at once. */
  readonly setupToken: string | null;
  readonly next: Destination | null;
}

const SETUP_TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const filesAddress = (origin: PortalOrigin, folder: NodeId | null = null): string =>
  `files.html#${encodeURIComponent(origin)}/${folder ?? ""}`;

export const editorAddress = (origin: PortalOrigin, file: NodeId): string =>
  `editor.html#${new URLSearchParams({ origin, file })}`;

export function welcomeAddress(
  origin: PortalOrigin,
  options: { readonly setupToken?: string | null; readonly next?: Destination | null } = {},
): string {
  const parts = new URLSearchParams({ origin });
  if (options.setupToken) parts.set("setup", options.setupToken);
  if (options.next?.page === "file") parts.set("file", options.next.file);
  if (options.next?.page === "files" && options.next.folder) parts.set("folder", options.next.folder);
  return `welcome.html#${parts}`;
}

export const destinationAddress = (origin: PortalOrigin, destination: Destination | null): string =>
  destination?.page === "file"
    ? editorAddress(origin, destination.file)
    : filesAddress(origin, destination?.folder ?? null);

/** Reads the part behind `files.html`; null when it is not one that {@link filesAddress} makes. */
export function parseFilesAddress(hash: string): FilesAddress | null {
  const [origin, folder = ""] = withoutMark(hash).split("/");
  return orNull(() => ({
    origin: parsePortalOrigin(decodeURIComponent(origin ?? "")),
    folder: folder === "" ? null : parseNodeId(folder),
  }));
}

export function parseEditorAddress(hash: string): EditorAddress | null {
  const parts = new URLSearchParams(withoutMark(hash));
  return orNull(() => ({
    origin: parsePortalOrigin(parts.get("origin")),
    file: parseNodeId(parts.get("file")),
  }));
}

export function parseWelcomeAddress(hash: string): WelcomeAddress | null {
  const parts = new URLSearchParams(withoutMark(hash));
  const token = parts.get("setup");
  return orNull(() => ({
    origin: parsePortalOrigin(parts.get("origin")),
    setupToken: token !== null && SETUP_TOKEN.test(token) ? token : null,
    next: parseDestination(parts),
  }));
}

function parseDestination(parts: URLSearchParams): Destination | null {
  const file = parts.get("file");
  if (file !== null) return { page: "file", file: parseNodeId(file) };
  const folder = parts.get("folder");
  return folder === null ? null : { page: "files", folder: parseNodeId(folder) };
}

const withoutMark = (hash: string): string => hash.replace(/^#/, "");

/** An address is right or it leads nowhere: why it is wrong tells nobody anything. */
function orNull<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}
