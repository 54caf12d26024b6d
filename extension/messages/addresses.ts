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
  | { readonly kind: "rooms" }
  | { readonly kind: "room"; readonly space: SpaceId }
  | { readonly kind: "file"; readonly node: NodeId }
  | { readonly kind: "setup"; readonly token: string }
  | { readonly kind: "invite" };

export interface PrivateAddress {
  readonly origin: PortalOrigin;
  readonly target: PrivateTarget;
}

/** What this version has a page for. A portal's own page says so for the others. */
const OPENED_HERE: ReadonlySet<PrivateTarget["kind"]> = new Set(["privateRoom", "file", "setup"]);
const SETUP_TOKEN = /^[A-Za-z0-9_-]{43}$/;

const TARGETS: readonly (readonly [RegExp, (part: string, fragment: string) => PrivateTarget | null])[] = [
  [/^\/private\/?$/, () => ({ kind: "privateRoom" })],
  [/^\/rooms\/?$/, () => ({ kind: "rooms" })],
  [/^\/rooms\/([A-Za-z0-9_-]{43})$/, (space) => ({ kind: "room", space: parseSpaceId(space) })],
  [/^\/files\/([A-Za-z0-9_-]{22})$/, (node) => ({ kind: "file", node: parseNodeId(node) })],
  [/^\/setup\/?$/, (_, token) => (SETUP_TOKEN.test(token) ? { kind: "setup", token } : null)],
  [/^\/invite\/?$/, () => ({ kind: "invite" })],
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

/** The portal's address of a file: what "Copy link" gives and people send each other. */
export const addressOfFile = (origin: PortalOrigin, node: NodeId): string => `${origin}/files/${node}`;

/** The portal's address of the Private Room. */
export const addressOfPrivateRoom = (origin: PortalOrigin): string => `${origin}/private`;

/** The page of the extension for a private address, with its fragment, relative to the extension's origin. */
export function pageOf({ origin, target }: PrivateAddress): string {
  const portal = encodeURIComponent(origin);
  if (target.kind === "file") return `/editor.html#origin=${portal}&file=${target.node}`;
  if (target.kind === "setup") return `/welcome.html#origin=${portal}&setup=${target.token}`;
  return `/files.html#${portal}/`;
}
