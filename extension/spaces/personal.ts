import { randomBytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { PortalOrigin, SpaceId } from "../../shared/ids.ts";
import { readSpacePages } from "../api/space-pages.ts";
import { changeAccount } from "../vault/account.ts";
import { portalRecord } from "../vault/records.ts";
import { makeSpace } from "./new-space.ts";
import { freshPortal, type OpenPortal } from "./portal-session.ts";

/** The person's Private Room: which space it is, and making it for who has come by an invitation. */

const makings = new Map<PortalOrigin, Promise<SpaceId>>();

/** @throws LOCKED; NOT_FOUND for a guest, who has none; PRIVATE_ROOM_OFF, OFFLINE when it has yet to be made */
export async function readPersonal(origin: PortalOrigin): Promise<SpaceId> {
  const account = (await portalRecord(origin).read())?.account;
  if (!account) throw new AppError("LOCKED");
  if (account.personal) return account.personal;
  const making = makings.get(origin) ?? findOrMake(origin).finally(() => makings.delete(origin));
  makings.set(origin, making);
  return making;
}

async function findOrMake(origin: PortalOrigin): Promise<SpaceId> {
  const portal = await freshPortal(origin);
  if (portal.state.users.get(portal.user)?.type === "Guest") throw new AppError("NOT_FOUND");
  const spaces = await readSpacePages(portal.client);
  const personal = spaces.find(({ kind }) => kind === "personal")?.space ?? (await make(portal));
  await keepPersonal(origin, personal);
  return personal;
}

async function make(portal: OpenPortal): Promise<SpaceId> {
  if (!portal.state.isPrivateRoomOn) throw new AppError("PRIVATE_ROOM_OFF");
  const nonce = randomBytes(16);
  const { space } = await makeSpace(portal, {
    genesis: (keyCommitment) => ({ op: "space.create", kind: "personal", nonce, keyCommitment }),
  });
  return space;
}

const keepPersonal = (origin: PortalOrigin, personal: SpaceId): Promise<void> =>
  changeAccount(origin, (account) => ({ ...account, personal }));
