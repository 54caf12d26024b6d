import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { TextField } from "../controls/TextField.tsx";
import { useLocale } from "../locale.ts";

export interface InviteLineProps {
  /** The link that was just made; it is shown only once. */
  readonly link: string | null;
  readonly onInvite: () => void;
}

/** The way to somebody who has no keys yet. */
export function InviteLine({ link, onInvite }: InviteLineProps): JSX.Element {
  const { rooms, people, actions } = useLocale().strings;
  const { share } = rooms;
  const [note, setNote] = useState("");
  if (link === null) {
    return (
      <p class="share-invite">
        <span class="field-hint">{share.inviteText}</span>
        <Button onClick={onInvite}>{share.invite}</Button>
      </p>
    );
  }
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setNote(people.invitations.copied),
      () => setNote(people.invitations.copyFailed),
    );
  return (
    <div class="share-invite is-made" data-testid="invite-link">
      <TextField
        label={people.invitations.link}
        value={link}
        onInput={() => undefined}
        hint={share.linkText}
        isCode
      />
      <Button onClick={() => void copy()}>{actions.copyLink}</Button>
      <span role="status" class="field-hint">
        {note}
      </span>
    </div>
  );
}
