import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { codeOf } from "../../state/error-code.ts";
import { destinationAddress, type WelcomeAddress } from "../../state/page-address.ts";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { readLockState } from "../../vault/lock.ts";
import { findPortal } from "../../vault/portals.ts";
import { dropSetupToken, readPendingSetup, readSetupToken } from "../../vault/setup.ts";
import { ConnectCard } from "../shell/ConnectCard.tsx";
import { SetupSteps } from "./SetupSteps.tsx";
import { SignInSteps } from "./SignInSteps.tsx";

type Stage = "loading" | "connect" | "setup" | "signIn" | "known";

/** First contact with a portal: setting it up for its first person, or opening an account that there is. */
export function WelcomePage({ address }: { readonly address: WelcomeAddress }): JSX.Element {
  const { origin, next } = address;
  const stage = useSignal<Stage>("loading");
  const code = useSignal<ErrorCode | null>(null);
  const refresh = async () => {
    try {
      stage.value = await stageOf(origin);
    } catch (error) {
      code.value = codeOf(error);
    }
  };
  useEffect(() => void refresh(), [origin]);
  const goOn = () => location.replace(destinationAddress(origin, next));
  useEffect(() => {
    if (stage.value === "known") goOn();
  });
  if (code.value !== null) {
    return (
      <CardPage>
        <ErrorState code={code.value} onRetry={() => location.reload()} />
      </CardPage>
    );
  }
  switch (stage.value) {
    case "connect":
      return (
        <CardPage>
          <ConnectCard origin={origin} onConnected={() => void refresh()} />
        </CardPage>
      );
    case "setup":
      return (
        <SetupSteps
          origin={origin}
          onDone={goOn}
          onSignIn={() => {
            stage.value = "signIn";
          }}
        />
      );
    case "signIn":
      return <SignInSteps origin={origin} onDone={goOn} />;
    default:
      return <LoadingPage />;
  }
}

async function stageOf(origin: PortalOrigin): Promise<Stage> {
  const state = await readLockState(origin);
  if (state === "notConnected") return "connect";
  if (state !== "noAccount") return "known";
  // A portal that is known by its id has an owner: whoever sends a setup link for it means no good
  if ((await findPortal(origin))?.portal) {
    await dropSetupToken(origin);
    return "signIn";
  }
  const isSettingUp = (await readSetupToken(origin)) !== null || (await readPendingSetup(origin)) !== null;
  return isSettingUp ? "setup" : "signIn";
}
