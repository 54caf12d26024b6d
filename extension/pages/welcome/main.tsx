import type { JSX } from "preact";
import { keepInvitation } from "../../people/open-invitation.ts";
import { codeOf } from "../../state/error-code.ts";
import { parseWelcomeAddress, type WelcomeAddress } from "../../state/page-address.ts";
import { keepSetupToken } from "../../vault/setup.ts";
import { NowherePage } from "../shell/NowherePage.tsx";
import { startPage } from "../shell/start-page.tsx";
import { BrokenInvitation } from "./InvitationProblem.tsx";
import { WelcomePage } from "./WelcomePage.tsx";

/** Takes what is secret in a link out of the address bar and the history before anything is drawn. False for half a link. */
async function takeSecrets({ origin, setupToken, invite }: WelcomeAddress): Promise<boolean> {
  if (setupToken === null && invite === null) return true;
  history.replaceState(history.state, "", `#${new URLSearchParams({ origin })}`);
  if (setupToken !== null) await keepSetupToken(origin, setupToken);
  return invite === null || (await keepInvitation(origin, invite).then(isDone, isRefused));
}

const isDone = (): boolean => true;
function isRefused(error: unknown): boolean {
  if (codeOf(error) === "INVITATION_OVER") return false;
  throw error;
}

const address = parseWelcomeAddress(location.hash);
const isWhole = address === null || (await takeSecrets(address));
const view = (): JSX.Element => {
  if (!isWhole) return <BrokenInvitation />;
  return address ? <WelcomePage address={address} /> : <NowherePage />;
};
await startPage(view);
