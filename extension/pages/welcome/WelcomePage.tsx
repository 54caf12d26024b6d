import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import { codeOf } from "../../state/error-code.ts";
import { destinationAddress, type WelcomeAddress } from "../../state/page-address.ts";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { ConnectCard } from "../shell/ConnectCard.tsx";
import { JoiningSteps } from "./JoiningSteps.tsx";
import { KnownAccount } from "./KnownAccount.tsx";
import { SetupSteps } from "./SetupSteps.tsx";
import { SignInSteps } from "./SignInSteps.tsx";
import { type Stage, stageOf } from "./stage.ts";

/** First contact with a portal: setting it up for its first person, joining it, or opening an account that there is. */
export function WelcomePage({ address }: { readonly address: WelcomeAddress }): JSX.Element {
  const { origin, next } = address;
  const stage = useSignal<Stage | null>(null);
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
    if (stage.value?.kind === "known") goOn();
  });
  const signIn = () => {
    stage.value = { kind: "signIn" };
  };
  if (code.value !== null) {
    return (
      <CardPage>
        <ErrorState code={code.value} onRetry={() => location.reload()} />
      </CardPage>
    );
  }
  switch (stage.value?.kind) {
    case "connect":
      return (
        <CardPage>
          <ConnectCard origin={origin} onConnected={() => void refresh()} />
        </CardPage>
      );
    case "setup":
      return <SetupSteps origin={origin} onDone={goOn} onSignIn={signIn} />;
    case "joining":
      return <JoiningSteps origin={origin} onDone={goOn} onSignIn={signIn} />;
    case "invitedAgain":
      return <KnownAccount name={stage.value.name} onOpen={goOn} />;
    case "signIn":
      return <SignInSteps origin={origin} onDone={goOn} />;
    default:
      return <LoadingPage />;
  }
}
