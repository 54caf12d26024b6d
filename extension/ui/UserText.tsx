import type { JSX } from "preact";
import { displayName } from "./display-name.ts";

export interface UserTextProps {
  readonly text: string;
  readonly class?: string;
}

/** Shows what a person wrote (a name, an e-mail address): isolated from the text around it, never as markup. */
export function UserText({ text, class: className = "" }: UserTextProps): JSX.Element {
  const shown = displayName(text);
  return (
    <bdi class={className} title={shown}>
      {shown}
    </bdi>
  );
}
