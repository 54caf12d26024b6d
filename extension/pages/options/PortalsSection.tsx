import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { codeOf } from "../../state/error-code.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SettingRow, SettingsSection } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { type ConnectedPortal, disconnectPortal } from "../../vault/portals.ts";

export interface PortalsSectionProps {
  readonly portals: readonly ConnectedPortal[];
  readonly onChanged: () => void;
}

/** The portals that this browser works with, each of which can be let go. */
export function PortalsSection({ portals, onChanged }: PortalsSectionProps): JSX.Element {
  const { strings, errors } = useLocale();
  const { options, popup } = strings;
  const leaving = useSignal<PortalOrigin | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  const disconnect = async (origin: PortalOrigin) => {
    try {
      await disconnectPortal(origin);
      leaving.value = null;
      onChanged();
    } catch (error) {
      code.value = codeOf(error);
    }
  };
  const asked = leaving.value;
  return (
    <SettingsSection title={options.portals} explanation={options.portalsText}>
      {portals.length === 0 && <p>{popup.noPortalText}</p>}
      {portals.map(({ origin }) => (
        <SettingRow key={origin} label={<bdi dir="ltr">{origin}</bdi>}>
          <Button
            onClick={() => {
              leaving.value = origin;
            }}
          >
            {options.disconnect}
          </Button>
        </SettingRow>
      ))}
      {asked !== null && (
        <ConfirmDialog
          title={options.disconnectTitle}
          action={options.disconnect}
          isDanger
          problem={code.value === null ? undefined : errorSentence(errors, code.value)}
          onConfirm={() => void disconnect(asked)}
          onCancel={() => {
            leaving.value = null;
            code.value = null;
          }}
        >
          {options.disconnectText}
        </ConfirmDialog>
      )}
    </SettingsSection>
  );
}
