import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { changeProfile } from "../../people/own-account.ts";
import { TextField } from "../../ui/controls/TextField.tsx";
import { useLocale } from "../../ui/locale.ts";
import type { Account } from "../../vault/portals.ts";
import { useWork } from "../shell/use-work.ts";
import { WorkForm } from "../shell/WorkForm.tsx";
import { UnlockedDialog } from "./UnlockedDialog.tsx";

export interface OwnDialogProps {
  readonly origin: PortalOrigin;
  readonly account: Account;
  readonly onClose: () => void;
}

/** One's own name and address. */
export function ProfileDialog(props: OwnDialogProps & { readonly onSaved: () => void }): JSX.Element {
  const { ownAccount } = useLocale().strings;
  return (
    <UnlockedDialog origin={props.origin} title={ownAccount.profileTitle} onClose={props.onClose}>
      <ProfileForm {...props} />
    </UnlockedDialog>
  );
}

function ProfileForm({ origin, account, onSaved }: OwnDialogProps & { onSaved: () => void }): JSX.Element {
  const { ownAccount, setup, actions } = useLocale().strings;
  const [name, setName] = useState(account.name);
  const [email, setEmail] = useState(account.email);
  const work = useWork();
  const isChanged = name.trim() !== account.name || email.trim() !== account.email;
  const isReady = isChanged && name.trim() !== "" && email.trim() !== "";
  const isDisabled = work.isWorking.value;
  const save = async () => {
    await changeProfile({ origin, name: name.trim(), email: email.trim() });
    onSaved();
  };
  return (
    <WorkForm
      work={work}
      action={actions.save}
      isReady={isReady}
      onSubmit={save}
      problem={work.code.value === "OBJECT_MALFORMED" ? setup.emailWrong : null}
    >
      <p>{ownAccount.profileText}</p>
      <TextField
        label={setup.nameLabel}
        value={name}
        onInput={setName}
        autocomplete="name"
        maxLength={200}
        isDisabled={isDisabled}
        isFocusedFirst
      />
      <TextField
        label={setup.emailLabel}
        kind="email"
        value={email}
        onInput={setEmail}
        autocomplete="email"
        maxLength={254}
        isDisabled={isDisabled}
      />
    </WorkForm>
  );
}
