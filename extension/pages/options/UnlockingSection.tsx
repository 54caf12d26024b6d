import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/controls/Button.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { lockNow } from "../../vault/lock.ts";
import type { ConnectedPortal } from "../../vault/portals.ts";
import { NewKitDialog } from "./NewKitDialog.tsx";
import { PassphraseDialog } from "./PassphraseDialog.tsx";

/** What opens things on this device. */
export function UnlockingSection({ portals }: { readonly portals: readonly ConnectedPortal[] }): JSX.Element {
  const { options, actions, popup } = useLocale().strings;
  const isNamed = portals.filter(({ account }) => account).length > 1;
  return (
    <SettingsSection title={options.unlocking} explanation={options.unlockingText}>
      {portals.map((portal) => (
        <WaysIn key={portal.origin} portal={portal} isNamed={isNamed} />
      ))}
      <SettingRow label={popup.unlocked}>
        <Button onClick={() => void lockNow()}>{actions.lockNow}</Button>
      </SettingRow>
    </SettingsSection>
  );
}

interface WaysInProps {
  readonly portal: ConnectedPortal;
  /** There are several portals: each says which it is. */
  readonly isNamed: boolean;
}

function WaysIn({ portal: { origin, account }, isNamed }: WaysInProps): JSX.Element | null {
  const { options, ownAccount, passphrase, kit } = useLocale().strings;
  const [open, setOpen] = useState<"passphrase" | "kit" | null>(null);
  if (!account) return null;
  const close = () => setOpen(null);
  const named = (label: string) => (isNamed ? `${label} · ${new URL(origin).host}` : label);
  return (
    <>
      <SettingRow label={named(passphrase.label)} hint={options.waysPassphrase}>
        <Button onClick={() => setOpen("passphrase")}>{options.changePassphrase}</Button>
      </SettingRow>
      <SettingRow label={named(kit.sheetTitle)} hint={options.waysKit}>
        <Button onClick={() => setOpen("kit")}>{ownAccount.newKit}</Button>
      </SettingRow>
      {open === "passphrase" && <PassphraseDialog origin={origin} account={account} onClose={close} />}
      {open === "kit" && <NewKitDialog origin={origin} account={account} onClose={close} />}
    </>
  );
}
