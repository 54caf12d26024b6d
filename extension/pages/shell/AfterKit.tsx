import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { changePassphrase } from "../../people/own-account.ts";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { type Account, findPortal } from "../../vault/portals.ts";
import { NewPassphrase } from "./NewPassphrase.tsx";
import { useWork } from "./use-work.ts";
import { WorkForm } from "./WorkForm.tsx";

export interface AfterKitProps {
  readonly origin: PortalOrigin;
  /** The kit as it was just typed. */
  readonly kit: string;
  readonly onDone: () => void;
}

/** Who came in with the recovery kit has perhaps forgotten the passphrase: a new one is offered at once. */
export function AfterKit({ origin, kit, onDone }: AfterKitProps): JSX.Element {
  const { ownAccount, options } = useLocale().strings;
  const account = useSignal<Account | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const work = useWork();
  useEffect(() => {
    void findPortal(origin).then((portal) => {
      account.value = portal?.account ?? null;
    });
  }, [origin, account]);
  const change = async () => {
    if (passphrase === null) return;
    await changePassphrase({ origin, current: { kind: "kit", secret: kit }, passphrase });
    onDone();
  };
  if (account.value === null) return <LoadingPage />;
  const { name, email } = account.value;
  return (
    <CardPage>
      <h1>{ownAccount.afterKitTitle}</h1>
      <WorkForm work={work} action={options.changePassphrase} isReady={passphrase !== null} onSubmit={change}>
        <p>
          {ownAccount.afterKitText} {ownAccount.passphraseText}
        </p>
        <NewPassphrase
          personal={[name, email, origin]}
          isDisabled={work.isWorking.value}
          isFocusedFirst
          onChange={setPassphrase}
        />
        <button type="button" class="link-button" onClick={onDone}>
          {ownAccount.later}
        </button>
      </WorkForm>
    </CardPage>
  );
}
