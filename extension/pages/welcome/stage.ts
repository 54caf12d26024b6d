import type { PortalOrigin } from "../../../shared/ids.ts";
import { dropInvitation, hasInvitation } from "../../people/open-invitation.ts";
import { readLockState } from "../../vault/lock.ts";
import { findPortal } from "../../vault/portals.ts";
import { dropSetupToken, readPendingSetup, readSetupToken } from "../../vault/setup.ts";

/** What comes next on the way to an account. */
export type Stage =
  | { readonly kind: "connect" | "setup" | "joining" | "signIn" | "known" }
  /** An invitation was opened where somebody has an account. */
  | { readonly kind: "invitedAgain"; readonly name: string };

export async function stageOf(origin: PortalOrigin): Promise<Stage> {
  const state = await readLockState(origin);
  if (state === "notConnected") return { kind: "connect" };
  if (state !== "noAccount") return knownStage(origin);
  if (await hasInvitation(origin)) return { kind: "joining" };
  // A portal that is known by its id has an owner: whoever sends a setup link for it means no good
  if ((await findPortal(origin))?.portal) {
    await dropSetupToken(origin);
    return { kind: "signIn" };
  }
  const isSettingUp = (await readSetupToken(origin)) !== null || (await readPendingSetup(origin)) !== null;
  return { kind: isSettingUp ? "setup" : "signIn" };
}

async function knownStage(origin: PortalOrigin): Promise<Stage> {
  const name = (await findPortal(origin))?.account?.name;
  if (name === undefined || !(await hasInvitation(origin))) return { kind: "known" };
  await dropInvitation(origin);
  return { kind: "invitedAgain", name };
}
