import type { JSX } from "preact";
import { TextField } from "../controls/TextField.tsx";
import { useLocale } from "../locale.ts";

export interface KitProofProps {
  /** Positions asked for, from 1. For opening with the kit: all of them. */
  readonly positions: readonly number[];
  /** What stands in the fields, in the order of `positions`. */
  readonly groups: readonly string[];
  readonly onInput: (groups: readonly string[]) => void;
  /** Positions whose group is wrong. */
  readonly wrong: readonly number[];
  readonly isDisabled?: boolean;
}

/** Asks for groups of the recovery kit. A whole kit pasted into one field is spread over all that follow. */
export function KitProof({
  positions,
  groups,
  onInput,
  wrong,
  isDisabled = false,
}: KitProofProps): JSX.Element {
  const { kit, proof } = useLocale().strings;
  const put = (at: number, typed: string) => {
    const parts = groupsOf(typed);
    const spread = parts.length > 1 ? parts : [typed.trim()];
    onInput(positions.map((_, index) => spread[index - at] ?? groups[index] ?? ""));
  };
  // A field swallows the line ends of what is pasted into it, so the paste itself is read.
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const at = [...(event.currentTarget as Element).querySelectorAll("input")].indexOf(
      event.target as HTMLInputElement,
    );
    if (at < 0 || groupsOf(text).length < 2) return;
    event.preventDefault();
    put(at, text);
  };
  return (
    <div class="proof" data-testid="kit-proof" onPaste={onPaste}>
      {positions.map((position, index) => (
        <TextField
          key={position}
          label={kit.groupLabel(position)}
          value={groups[index] ?? ""}
          onInput={(typed) => put(index, typed)}
          problem={wrong.includes(position) ? proof.wrong : undefined}
          isFocusedFirst={index === 0}
          isDisabled={isDisabled}
          isCode
        />
      ))}
    </div>
  );
}

function groupsOf(text: string): readonly string[] {
  return text.split(/[\s\-–—]+/u).filter((part) => part !== "");
}
