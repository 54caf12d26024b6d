import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { finishJoining, readInvitation } from "../../people/joining.ts";
import { dropInvitation, type InvitationOffer } from "../../people/open-invitation.ts";
import { codeOf } from "../../state/error-code.ts";
import { INVITED_STEPS } from "../../state/setup-store.ts";
import { useLocale } from "../../ui/locale.ts";
import { LoadingPage } from "../../ui/states/LoadingPage.tsx";
import { DoneStep } from "./DoneStep.tsx";
import { InvitationProblem } from "./InvitationProblem.tsx";
import { OfferStep } from "./OfferStep.tsx";
import { QuestionSteps } from "./QuestionSteps.tsx";
import { useSetup } from "./use-setup.ts";

export interface JoiningStepsProps {
  readonly origin: PortalOrigin;
  readonly onDone: () => void;
  readonly onSignIn: () => void;
}

/** Takes somebody in by an invitation: it is read and verified first, then accepted. */
export function JoiningSteps({ origin, onDone, onSignIn }: JoiningStepsProps): JSX.Element {
  const offer = useSignal<InvitationOffer | null>(null);
  const code = useSignal<ErrorCode | null>(null);
  const read = async () => {
    code.value = null;
    try {
      offer.value = await readInvitation(origin);
    } catch (error) {
      code.value = codeOf(error);
    }
  };
  useEffect(() => void read(), [origin]);
  const signIn = () => void dropInvitation(origin).then(onSignIn);
  if (code.value !== null) {
    return <InvitationProblem code={code.value} onRetry={() => void read()} onSignIn={signIn} />;
  }
  if (offer.value === null) return <LoadingPage />;
  return <Accepting origin={origin} offer={offer.value} onDone={onDone} onSignIn={signIn} />;
}

const finish = ({ origin }: { readonly origin: PortalOrigin }): Promise<void> => finishJoining(origin);

function Accepting(props: JoiningStepsProps & { readonly offer: InvitationOffer }): JSX.Element {
  const { origin, offer, onDone, onSignIn } = props;
  const { setup, joining } = useLocale().strings;
  const store = useSetup({ origin, finish, steps: INVITED_STEPS, email: offer.email ?? "" });
  if (store.code.value === "INVITATION_OVER") {
    return <InvitationProblem code={store.code.value} onSignIn={onSignIn} />;
  }
  switch (store.progress.value.step) {
    case "offer":
      return <OfferStep store={store} origin={origin} offer={offer} onSignIn={onSignIn} />;
    case "done": {
      const isGuest = offer.type === "Guest";
      const text = isGuest ? joining.readyGuest : `${setup.readyTitle}. ${setup.readyText}`;
      const action = isGuest ? joining.openRooms : setup.openPrivateRoom;
      return (
        <DoneStep store={store} title={joining.readyTitle} text={text} action={action} onDone={onDone} />
      );
    }
    default:
      return <QuestionSteps store={store} origin={origin} />;
  }
}
