import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { finishSetup } from "../../vault/setup.ts";
import { DoneStep } from "./DoneStep.tsx";
import { QuestionSteps } from "./QuestionSteps.tsx";
import { useSetup } from "./use-setup.ts";

export interface SetupStepsProps {
  readonly origin: PortalOrigin;
  readonly onDone: () => void;
  readonly onSignIn: () => void;
}

/** Sets a portal up for its first owner. */
export function SetupSteps({ origin, onDone, onSignIn }: SetupStepsProps): JSX.Element {
  const store = useSetup({ origin, finish: finishSetup });
  const { setup } = useLocale().strings;
  if (store.code.value === "SETUP_CLOSED") {
    const actions = <Button onClick={onSignIn}>{setup.signInInstead}</Button>;
    return (
      <CardPage>
        <EmptyState title={setup.alreadyTitle} text={setup.alreadyText} actions={actions} />
      </CardPage>
    );
  }
  if (store.progress.value.step !== "done") return <QuestionSteps store={store} origin={origin} />;
  const { readyTitle: title, readyText: text, openPrivateRoom: action } = setup;
  return <DoneStep store={store} title={title} text={text} action={action} onDone={onDone} />;
}
