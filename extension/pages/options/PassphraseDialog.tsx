import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changePassphrase, type ProvenSecret } from "../../people/own-account.ts";
import { useLocale } from "../../ui/locale.ts";
import { NewPassphrase } from "../shell/NewPassphrase.tsx";
import { useWork } from "../shell/use-work.ts";
import { WorkForm } from "../shell/WorkForm.tsx";
import { CurrentSecret } from "./CurrentSecret.tsx";
import type { OwnDialogProps } from "./ProfileDialog.tsx";
import { UnlockedDialog } from "./UnlockedDialog.tsx";

/** A new passphrase in place of the present one. */
export function PassphraseDialog(props: OwnDialogProps): JSX.Element {
  const { options } = useLocale().strings;
  return (
    <UnlockedDialog origin={props.origin} title={options.changePassphrase} onClose={props.onClose}>
      <PassphraseForm {...props} />
    </UnlockedDialog>
  );
}

function PassphraseForm({ origin, account }: OwnDialogProps): JSX.Element {
  const { ownAccount, options } = useLocale().strings;
  const [current, setCurrent] = useState<ProvenSecret>({ kind: "passphrase", secret: "" });
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const work = useWork();
  const change = async () => {
    if (passphrase === null) return;
    await changePassphrase({ origin, current, passphrase });
    setDone(true);
  };
  if (isDone) return <p role="status">{ownAccount.passphraseChanged}</p>;
  return (
    <WorkForm
      work={work}
      action={options.changePassphrase}
      isReady={current.secret !== "" && passphrase !== null}
      onSubmit={change}
      problem={work.code.value === "LOGIN_REFUSED" ? ownAccount.currentWrong : null}
    >
      <p>{ownAccount.passphraseText}</p>
      <CurrentSecret current={current} isDisabled={work.isWorking.value} onChange={setCurrent} />
      <NewPassphrase
        label={ownAccount.newPassphrase}
        personal={[account.name, account.email, origin]}
        isDisabled={work.isWorking.value}
        onChange={setPassphrase}
      />
    </WorkForm>
  );
}
