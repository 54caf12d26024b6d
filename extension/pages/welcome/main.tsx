import type { JSX } from "preact";
import { parseWelcomeAddress, type WelcomeAddress } from "../../state/page-address.ts";
import { keepSetupToken } from "../../vault/setup.ts";
import { NowherePage } from "../shell/NowherePage.tsx";
import { startPage } from "../shell/start-page.tsx";
import { WelcomePage } from "./WelcomePage.tsx";

/** Takes the setup token out of the address bar and the history before anything is drawn. */
async function takeAddress(): Promise<WelcomeAddress | null> {
  const address = parseWelcomeAddress(location.hash);
  if (!address?.setupToken) return address;
  const { origin, setupToken } = address;
  history.replaceState(history.state, "", `#${new URLSearchParams({ origin })}`);
  await keepSetupToken(origin, setupToken);
  return address;
}

const address = await takeAddress();
const view = (): JSX.Element => (address ? <WelcomePage address={address} /> : <NowherePage />);
await startPage(view);
