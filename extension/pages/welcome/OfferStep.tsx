import type { JSX } from "preact";
import type { PortalOrigin } from "../../../shared/ids.ts";
import type { InvitationOffer } from "../../people/open-invitation.ts";
import type { SetupStore } from "../../state/setup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { DefinitionRows, type InfoRow } from "../../ui/layout/InfoPanel.tsx";
import { StepFrame } from "../../ui/layout/StepFrame.tsx";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { UserText } from "../../ui/UserText.tsx";

export interface OfferStepProps {
  readonly store: SetupStore;
  readonly origin: PortalOrigin;
  readonly offer: InvitationOffer;
  readonly onSignIn: () => void;
}

/** Who invites to what and as what, before anything is asked. */
export function OfferStep({ store, origin, offer, onSignIn }: OfferStepProps): JSX.Element {
  const locale = useLocale();
  const { joining } = locale.strings;
  return (
    <StepFrame
      step={store.numberOf("offer")}
      total={store.total}
      title={joining.title}
      intro={joining.intro(offer.inviterName, new URL(origin).host)}
      onSubmit={store.goOn}
      footer={
        <Button tone="primary" isSubmit>
          {joining.accept}
        </Button>
      }
    >
      <DefinitionRows rows={rowsOf(offer, locale)} />
      <p class="step-intro">{joining.stranger}</p>
      <button type="button" class="link-button" onClick={onSignIn}>
        {joining.haveAccount}
      </button>
    </StepFrame>
  );
}

function rowsOf(offer: InvitationOffer, { strings, format }: Locale): InfoRow[] {
  const { joining, people } = strings;
  const { inviterName, inviterEmail, type, isWithRoom, expiresAtMs } = offer;
  const inviter = (
    <>
      <UserText text={inviterName} /> · <UserText text={inviterEmail} />
    </>
  );
  return [
    { term: joining.inviter, value: inviter, explanation: joining.inviterText },
    { term: joining.type, value: people.userTypes[type], explanation: joining.typeTexts[type] },
    ...(isWithRoom ? [{ term: joining.room, value: joining.withRoom }] : []),
    { term: joining.until, value: format.date(expiresAtMs) },
  ];
}
