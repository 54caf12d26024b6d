import { Search, X } from "lucide";
import type { JSX, Ref } from "preact";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { IconButton } from "./IconButton.tsx";

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** To focus it from a shortcut. */
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function SearchField({ label, value, onInput, inputRef }: SearchFieldProps): JSX.Element {
  const { files } = useLocale().strings;
  return (
    <search class="search" data-testid="search-field">
      <Icon node={Search} />
      <input
        ref={inputRef ?? null}
        class="input"
        type="text"
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value !== "") onInput("");
        }}
      />
      {value !== "" && <IconButton icon={X} label={files.clearSearch} onClick={() => onInput("")} />}
    </search>
  );
}
