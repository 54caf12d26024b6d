import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { type Device, endDevice, listDevices } from "../../people/devices.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { SettingRow } from "../../ui/layout/SettingsSection.tsx";
import { useLocale } from "../../ui/locale.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { useWork } from "../shell/use-work.ts";
import { UnlockedDialog } from "./UnlockedDialog.tsx";

export interface DevicesDialogProps {
  readonly origin: PortalOrigin;
  readonly onClose: () => void;
}

/** Where the person is signed in, and the ends of it. */
export function DevicesDialog({ origin, onClose }: DevicesDialogProps): JSX.Element {
  const { ownAccount } = useLocale().strings;
  return (
    <UnlockedDialog origin={origin} title={ownAccount.devices} onClose={onClose}>
      <Devices origin={origin} />
    </UnlockedDialog>
  );
}

function Devices({ origin }: { readonly origin: PortalOrigin }): JSX.Element {
  const { strings, errors } = useLocale();
  const { ownAccount, states } = strings;
  const devices = useSignal<readonly Device[] | null>(null);
  const work = useWork();
  const load = async () => {
    devices.value = await listDevices(origin);
  };
  useEffect(() => void work.run(load), [origin]);
  const end = (ended: readonly Device[]) =>
    void work.run(async () => {
      try {
        for (const { session } of ended) await endDevice({ origin, session });
      } finally {
        await load();
      }
    });
  const others = devices.value?.filter(({ isThis }) => !isThis) ?? [];
  const code = work.code.value;
  return (
    <>
      <p>{ownAccount.devicesText}</p>
      {code !== null && (
        <p class="field-problem" role="alert">
          {errorSentence(errors, code)}
        </p>
      )}
      {devices.value === null && code === null && <p aria-live="polite">{states.loading}</p>}
      {devices.value?.map((device) => (
        <DeviceRow key={device.session} device={device} isWorking={work.isWorking.value} onEnd={end} />
      ))}
      {devices.value !== null && others.length === 0 && <p>{ownAccount.devicesAlone}</p>}
      {others.length > 1 && (
        <Button tone="danger" isPending={work.isWorking.value} onClick={() => end(others)}>
          {ownAccount.devicesEndOthers}
        </Button>
      )}
    </>
  );
}

interface DeviceRowProps {
  readonly device: Device;
  readonly isWorking: boolean;
  readonly onEnd: (devices: readonly Device[]) => void;
}

function DeviceRow({ device, isWorking, onEnd }: DeviceRowProps): JSX.Element {
  const { strings, format } = useLocale();
  const { ownAccount } = strings;
  const name = device.name ?? ownAccount.deviceUnknown;
  const since = ownAccount.deviceSince(format.moment(device.startedAtMs));
  return (
    <SettingRow label={name} hint={device.isThis ? `${ownAccount.deviceHere} · ${since}` : since}>
      {!device.isThis && (
        <Button isDisabled={isWorking} label={ownAccount.deviceEndOf(name)} onClick={() => onEnd([device])}>
          {ownAccount.deviceEnd}
        </Button>
      )}
    </SettingRow>
  );
}
