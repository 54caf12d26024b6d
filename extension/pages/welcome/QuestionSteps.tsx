import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { SetupStore } from "../../state/setup-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { EmailStep } from "./EmailStep.tsx";
import { KitStep } from "./KitStep.tsx";
import { NameStep } from "./NameStep.tsx";
import { PassphraseStep } from "./PassphraseStep.tsx";
import { ProofStep } from "./ProofStep.tsx";

export interface QuestionStepsProps {
  readonly store: SetupStore;
  readonly origin: PortalOrigin;
}

/** What everybody new is asked, first owner or invited, one thing at a time. */
export function QuestionSteps({ store, origin }: QuestionStepsProps): JSX.Element {
  const { setup } = useLocale().strings;
  const pending = store.pending.value;
  switch (store.progress.value.step) {
    case "name":
      return <NameStep store={store} />;
    case "email":
      return (
        <EmailStep
          step={store.numberOf("email")}
          total={store.total}
          title={setup.emailTitle}
          intro={setup.emailIntro}
          value={store.progress.value.email}
          onInput={store.setEmail}
          autocomplete="email"
          onBack={store.back}
          onNext={store.goOn}
        />
      );
    case "passphrase":
      return <PassphraseStep store={store} origin={origin} />;
    case "kit":
      return pending ? <KitStep store={store} pending={pending} /> : <LoadingPage />;
    case "proof":
      return pending ? <ProofStep store={store} pending={pending} /> : <LoadingPage />;
    default:
      return <LoadingPage />;
  }
}
