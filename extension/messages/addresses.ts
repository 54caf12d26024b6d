import {
  type NodeId,
  type PortalOrigin,
  parseNodeId,
  parsePortalOrigin,
  parseSpaceId,
  type SpaceId,
} from "../../shared/ids.ts";

/** The addresses of our own kind of portal: which of them are private, and where in the extension each leads. Knows no keys. */

export type PrivateTarget =
  | { readonly kind: "privateRoom" }
  | { readonly kind: "rooms" | "archive" | "trash" | "shared" }
  | { readonly kind: "room"; readonly space: SpaceId }
  /** `space` says where the file is; an old link, or one that lost its fragment, names none. */
  | { readonly kind: "file"; readonly node: NodeId; readonly space?: SpaceId }
  | { readonly kind: "setup"; readonly token: string }
  /** `fragment` is empty for a link that lost it on the way. */
  | { readonly kind: "invite"; readonly fragment: string };

export interface PrivateAddress {
  readonly origin: PortalOrigin;
  readonly target: PrivateTarget;
}

/** What this version has a page for. A portal's own page says so for the others. */
const OPENED_HERE: ReadonlySet<PrivateTarget["kind"]> = new Set([
  ...(["privateRoom", "shared", "rooms", "room", "archive", "trash"] as const),
  ...(["file", "setup", "invite"] as const),
]);
const SETUP_TOKEN = /^[A-Za-z0-9_-]{43}$/;
const SPACE_FRAGMENT = /^[A-Za-z0-9_-]{43}$/;
const INVITE_FRAGMENT = /^[A-Za-z0-9_-]{1,1000}$/;

const fileOf = (node: string, space: string): PrivateTarget => ({
  ...({ kind: "file", node: parseNodeId(node) } as const),
  ...(SPACE_FRAGMENT.test(space) ? { space: parseSpaceId(space) } : {}),
});

const TARGETS: readonly (readonly [RegExp, (part: string, fragment: string) => PrivateTarget | null])[] = [
  [/^\/private\/?$/, () => ({ kind: "privateRoom" })],
  [/^\/shared\/?$/, () => ({ kind: "shared" })],
  [/^\/rooms\/?$/, () => ({ kind: "rooms" })],
  [/^\/archive\/?$/, () => ({ kind: "archive" })],
  [/^\/trash\/?$/, () => ({ kind: "trash" })],
  [/^\/rooms\/([A-Za-z0-9_-]{43})$/, (space) => ({ kind: "room", space: parseSpaceId(space) })],
  [/^\/files\/([A-Za-z0-9_-]{22})$/, fileOf],
  [/^\/setup\/?$/, (_, token) => (SETUP_TOKEN.test(token) ? { kind: "setup", token } : null)],
  [
    /^\/invite\/?$/,
    (_, fragment) => ({ kind: "invite", fragment: INVITE_FRAGMENT.test(fragment) ? fragment : "" }),
  ],
];

function targetOf(url: URL): PrivateTarget | null {
  for (const [pattern, read] of TARGETS) {
    const match = pattern.exec(url.pathname);
    if (match) return read(match[1] ?? "", url.hash.slice(1));
  }
  return null;
}

/** Reads an address of whatever site; null unless it is a private one of one of these portals. Never throws. */
export function parsePrivateAddress(
  address: string,
  portals: readonly PortalOrigin[],
): PrivateAddress | null {
  try {
    const url = new URL(address);
    const origin = parsePortalOrigin(address);
    const target = portals.includes(origin) ? targetOf(url) : null;
    return target && { origin, target };
  } catch {
    return null;
  }
}

/** Whether the extension takes this address over. */
export const isOpenedHere = ({ target }: PrivateAddress): boolean => OPENED_HERE.has(target.kind);

/**
 * The portal's address of a file: what "Copy link" gives and people send each other. The space stands behind the `#`, which
 * no server sees; without it the portal is asked where the file is.
 */
export const addressOfFile = (origin: PortalOrigin, node: NodeId, space: SpaceId | null = null): string =>
  `${origin}/files/${node}${space === null ? "" : `#${space}`}`;

/** The portal's address of the Private Room. */
export const addressOfPrivateRoom = (origin: PortalOrigin): string => `${origin}/private`;

/** The portal's address of a room. */
export const addressOfRoom = (origin: PortalOrigin, space: SpaceId): string => `${origin}/rooms/${space}`;

/** The page of the extension for a private address, with its fragment, relative to the extension's origin. */
export function pageOf({ origin, target }: PrivateAddress): string {
  const portal = encodeURIComponent(origin);
  if (target.kind === "file")
    return `/editor.html#origin=${portal}&file=${target.node}${target.space ? `&space=${target.space}` : ""}`;
  if (target.kind === "setup") return `/welcome.html#origin=${portal}&setup=${target.token}`;
  if (target.kind === "invite") return `/welcome.html#origin=${portal}&invite=${target.fragment}`;
  if (target.kind === "room") return `/files.html#${portal}/rooms/${target.space}`;
  return `/files.html#${portal}/${target.kind === "privateRoom" ? "" : target.kind}`;
}
