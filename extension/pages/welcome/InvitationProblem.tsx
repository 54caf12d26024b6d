import { Unlink } from "lucide";
import type { JSX } from "preact";
import type { ErrorCode } from "../../../shared/errors.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { CardPage } from "../../ui/layout/CardPage.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { ErrorState } from "../../ui/states/ErrorState.tsx";

export interface InvitationProblemProps {
  readonly code: ErrorCode;
  /** Left out where trying again cannot help. */
  readonly onRetry?: () => void;
  readonly onSignIn: () => void;
}

/** Where another try may go better: everything else is about the invitation or the portal itself. */
const PASSING: ReadonlySet<ErrorCode> = new Set(["OFFLINE", "RATE_LIMITED", "INTERNAL"]);

/** Why an invitation cannot be accepted. Who has joined with it already finds the way to the account. */
export function InvitationProblem({ code, onRetry, onSignIn }: InvitationProblemProps): JSX.Element {
  const { joining } = useLocale().strings;
  const signIn = <Button onClick={onSignIn}>{joining.haveAccount}</Button>;
  if (code === "INVITATION_OVER" || code === "NOT_FOUND") {
    return (
      <CardPage>
        <EmptyState isPage icon={Unlink} title={joining.overTitle} text={joining.overText} actions={signIn} />
      </CardPage>
    );
  }
  return (
    <CardPage>
      <h1 class="visually-hidden">{joining.title}</h1>
      <ErrorState code={code} {...(onRetry && PASSING.has(code) ? { onRetry } : {})} />
    </CardPage>
  );
}

/** For a link whose secret part is not whole: nothing was asked of the portal. */
export function BrokenInvitation(): JSX.Element {
  const { joining } = useLocale().strings;
  return (
    <CardPage>
      <EmptyState isPage icon={Unlink} title={joining.brokenTitle} text={joining.brokenText} />
    </CardPage>
  );
}
