import { AppError } from "../../shared/errors.ts";
import {
  type NodeId,
  type PortalOrigin,
  parseNodeId,
  parsePortalOrigin,
  parseSpaceId,
  type SpaceId,
} from "../../shared/ids.ts";

/**
 * The addresses of the extension's own pages. Everything stands behind the `#`, which no server ever sees.
 * What is read back was perhaps typed by hand or made by a hostile page: it is parsed like any input.
 */

/** What the files page shows. */
export type FilesPlace =
  | { readonly section: "private"; readonly folder: NodeId | null }
  | { readonly section: "room"; readonly space: SpaceId; readonly folder: NodeId | null }
  | { readonly section: "shared" | "rooms" | "archive" | "trash" };

/** What a person was on the way to when something else (unlocking, signing in) had to come first. */
export type Destination =
  | { readonly page: "files"; readonly place: FilesPlace }
  | ({ readonly page: "file" } & FileAt);

/** A file, and where it is if that is known: what else has its id elsewhere is then never taken for it. */
export interface FileAt {
  readonly file: NodeId;
  readonly space?: SpaceId;
}

export interface FilesAddress {
  readonly origin: PortalOrigin;
  readonly place: FilesPlace;
}

export interface EditorAddress extends FileAt {
  readonly origin: PortalOrigin;
}

export interface WelcomeAddress {
  readonly origin: PortalOrigin;
  /** The one-time token of the portal's setup link; the page takes it out of the address bar at once. */
  readonly setupToken: string | null;
  /** What stands behind `#` of an invitation's link, perhaps damaged; it leaves the address bar at once, too. */
  readonly invite: string | null;
  readonly next: Destination | null;
}

const SETUP_TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The Private Room, or a folder of it. */
export const filesAddress = (origin: PortalOrigin, folder: NodeId | null = null): string =>
  placeAddress(origin, { section: "private", folder });

/** Any place of the files page. */
export const placeAddress = (origin: PortalOrigin, place: FilesPlace): string =>
  `files.html#${encodeURIComponent(origin)}/${pathOfPlace(place)}`;

/** Ids are longer than the sections' names: none is taken for another. */
function pathOfPlace(place: FilesPlace): string {
  switch (place.section) {
    case "private":
      return place.folder ?? "";
    case "room":
      return ["rooms", place.space, ...(place.folder === null ? [] : [place.folder])].join("/");
    default:
      return place.section;
  }
}

const LISTS = ["shared", "rooms", "archive", "trash"] as const;

function parsePlace(path: string): FilesPlace {
  const list = LISTS.find((each) => each === path);
  if (list !== undefined) return { section: list };
  const [first = "", space, folder, ...rest] = path.split("/");
  if (space === undefined) return { section: "private", folder: parseFolder(first) };
  if (first !== "rooms" || rest.length > 0) throw new AppError("OBJECT_MALFORMED");
  return { section: "room", space: parseSpaceId(space), folder: parseFolder(folder ?? "") };
}

const parseFolder = (text: string): NodeId | null => (text === "" ? null : parseNodeId(text));

export const editorAddress = (origin: PortalOrigin, file: NodeId, space: SpaceId | null = null): string =>
  `editor.html#${new URLSearchParams({ origin, file, ...(space === null ? {} : { space }) })}`;

export function welcomeAddress(
  origin: PortalOrigin,
  options: { readonly setupToken?: string | null; readonly next?: Destination | null } = {},
): string {
  const parts = new URLSearchParams({ origin });
  if (options.setupToken) parts.set("setup", options.setupToken);
  if (options.next?.page === "file") parts.set("file", options.next.file);
  if (options.next?.page === "file" && options.next.space) parts.set("space", options.next.space);
  const path = options.next?.page === "files" ? pathOfPlace(options.next.place) : "";
  if (path !== "") parts.set("place", path);
  return `welcome.html#${parts}`;
}

export const destinationAddress = (origin: PortalOrigin, destination: Destination | null): string =>
  destination?.page === "file"
    ? editorAddress(origin, destination.file, destination.space)
    : placeAddress(origin, destination?.place ?? { section: "private", folder: null });

/** Reads the part behind `files.html`; null when it is not one that {@link placeAddress} makes. */
export function parseFilesAddress(hash: string): FilesAddress | null {
  const [origin = "", ...path] = withoutMark(hash).split("/");
  return orNull(() => ({
    origin: parsePortalOrigin(decodeURIComponent(origin)),
    place: parsePlace(path.join("/")),
  }));
}

export function parseEditorAddress(hash: string): EditorAddress | null {
  const parts = new URLSearchParams(withoutMark(hash));
  return orNull(() => ({
    origin: parsePortalOrigin(parts.get("origin")),
    ...parseFileAt(parts),
  }));
}

function parseFileAt(parts: URLSearchParams): FileAt {
  const space = parts.get("space");
  return {
    file: parseNodeId(parts.get("file")),
    ...(space === null ? {} : { space: parseSpaceId(space) }),
  };
}

export function parseWelcomeAddress(hash: string): WelcomeAddress | null {
  const parts = new URLSearchParams(withoutMark(hash));
  const token = parts.get("setup");
  return orNull(() => ({
    origin: parsePortalOrigin(parts.get("origin")),
    setupToken: token !== null && SETUP_TOKEN.test(token) ? token : null,
    invite: parts.get("invite"),
    next: parseDestination(parts),
  }));
}

function parseDestination(parts: URLSearchParams): Destination | null {
  if (parts.has("file")) return { page: "file", ...parseFileAt(parts) };
  const place = parts.get("place");
  return place === null ? null : { page: "files", place: parsePlace(place) };
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
