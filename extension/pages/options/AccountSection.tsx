import type { JSX } from "preact";
import { welcomeAddress } from "../../state/page-address.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { UserText } from "../../ui/UserText.tsx";
import type { ConnectedPortal } from "../../vault/portals.ts";

/** Who the person is on each portal. */
export function AccountSection({ portals }: { readonly portals: readonly ConnectedPortal[] }): JSX.Element {
  const { options, popup } = useLocale().strings;
  return (
    <SettingsSection title={options.account} explanation={options.accountText}>
      {portals.length === 0 && <p>{popup.noPortalTitle}</p>}
      {portals.map((portal) => (
        <AccountRow key={portal.origin} portal={portal} />
      ))}
    </SettingsSection>
  );
}

function AccountRow({ portal: { origin, account } }: { readonly portal: ConnectedPortal }): JSX.Element {
  const { signIn } = useLocale().strings;
  const host = new URL(origin).host;
  if (!account) {
    return (
      <SettingRow label={<bdi>{host}</bdi>}>
        <a class="button button-plain" href={welcomeAddress(origin)}>
          {signIn.title}
        </a>
      </SettingRow>
    );
  }
  return (
    <SettingRow label={<UserText text={account.name} />} hint={`${account.email} · ${host}`}>
      <Avatar name={account.name} seed={account.user} />
    </SettingRow>
  );
}
