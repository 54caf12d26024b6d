import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { UserId } from "../../../shared/ids.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { SafetyDigits } from "../../ui/popup/SafetyDigits.tsx";
import { UserText } from "../../ui/UserText.tsx";
import { LoadedView } from "./LoadedView.tsx";

export interface NumberViewProps {
  readonly store: PopupStore;
  /** With whom it is compared; null for one's own alone. */
  readonly user: UserId | null;
}

/** The safety number: one's own to read out, or the one that both people see, to be compared and marked. */
export function NumberView({ store, user }: NumberViewProps): JSX.Element {
  const { people } = useLocale().strings;
  const { safety, nameUnknown } = people;
  const { core, origin } = store;
  const number = useMemo(
    () => createLoaded(() => core.readSafetyNumber(origin, ...(user === null ? [] : [user]))),
    [core, origin, user],
  );
  const person = store.people.value.value?.find((each) => each.user === user);
  return (
    <DetailFrame
      title={user === null ? safety.own : safety.title}
      note={user === null ? undefined : <UserText text={person?.name ?? nameUnknown} />}
      onBack={store.back}
    >
      <p class="popup-quiet">{user === null ? safety.ownText : safety.text}</p>
      <LoadedView loaded={number}>{({ combined }) => <SafetyDigits groups={combined} />}</LoadedView>
      {user !== null && person && number.value.value !== null && (
        <Button
          tone={person.isVerified ? "plain" : "primary"}
          isPending={store.isWorking.value}
          onClick={() =>
            void store.act(() => core.setVerified({ origin, user, isVerified: !person.isVerified }))
          }
        >
          {person.isVerified ? safety.unmark : safety.mark}
        </Button>
      )}
    </DetailFrame>
  );
}
