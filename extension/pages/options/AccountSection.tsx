import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { welcomeAddress } from "../../state/page-address.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/controls/Button.tsx";
import { isolatedName } from "../../ui/display-name.ts";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { UserText } from "../../ui/UserText.tsx";
import type { Account, ConnectedPortal } from "../../vault/portals.ts";
import { DevicesDialog } from "./DevicesDialog.tsx";
import { FileSettingsDialog } from "./FileSettingsDialog.tsx";
import { ProfileDialog } from "./ProfileDialog.tsx";
import { SafetyDialog } from "./SafetyDialog.tsx";

export interface AccountSectionProps {
  readonly portals: readonly ConnectedPortal[];
  readonly onChanged: () => void;
}

/** Who the person is on each portal. */
export function AccountSection({ portals, onChanged }: AccountSectionProps): JSX.Element {
  const { options, popup } = useLocale().strings;
  return (
    <SettingsSection title={options.account} explanation={options.accountText}>
      {portals.length === 0 && <p>{popup.noPortalTitle}</p>}
      {portals.map((portal) => (
        <AccountRow key={portal.origin} portal={portal} onChanged={onChanged} />
      ))}
    </SettingsSection>
  );
}

interface AccountRowProps {
  readonly portal: ConnectedPortal;
  readonly onChanged: () => void;
}

function AccountRow({ portal: { origin, account }, onChanged }: AccountRowProps): JSX.Element {
  const { signIn } = useLocale().strings;
  if (account) return <OwnRows origin={origin} account={account} onChanged={onChanged} />;
  return (
    <SettingRow label={<bdi>{new URL(origin).host}</bdi>}>
      <a class="button button-plain" href={welcomeAddress(origin)}>
        {signIn.title}
      </a>
    </SettingRow>
  );
}

interface OwnRowsProps {
  readonly origin: PortalOrigin;
  readonly account: Account;
  readonly onChanged: () => void;
}

function OwnRows({ origin, account, onChanged }: OwnRowsProps): JSX.Element {
  const { ownAccount, people } = useLocale().strings;
  const [open, setOpen] = useState<"profile" | "safety" | "devices" | "files" | null>(null);
  const close = () => setOpen(null);
  const saved = () => {
    close();
    onChanged();
  };
  return (
    <>
      <SettingRow
        label={<UserText text={account.name} />}
        hint={`${isolatedName(account.email)} · ${isolatedName(new URL(origin).host)}`}
      >
        <Avatar name={account.name} seed={account.user} />
        <Button onClick={() => setOpen("profile")}>{ownAccount.edit}</Button>
      </SettingRow>
      <SettingRow label={ownAccount.safety} hint={people.safety.ownText}>
        <Button onClick={() => setOpen("safety")}>{ownAccount.safetyShow}</Button>
      </SettingRow>
      <SettingRow label={ownAccount.devices} hint={ownAccount.devicesText}>
        <Button onClick={() => setOpen("devices")}>{ownAccount.devicesShow}</Button>
      </SettingRow>
      <SettingRow label={ownAccount.files} hint={ownAccount.filesText}>
        <Button onClick={() => setOpen("files")}>{ownAccount.filesShow}</Button>
      </SettingRow>
      {open === "files" && <FileSettingsDialog origin={origin} onClose={close} />}
      {open === "devices" && <DevicesDialog origin={origin} onClose={close} />}
      {open === "profile" && (
        <ProfileDialog origin={origin} account={account} onClose={close} onSaved={saved} />
      )}
      {open === "safety" && <SafetyDialog origin={origin} onClose={close} />}
    </>
  );
}
