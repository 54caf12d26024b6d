import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useLocale } from "../locale.ts";

export interface NameInputProps {
  readonly label: string;
  readonly name: string;
  /** A sentence that says why a name cannot be used, or null. It is shown while one types. */
  readonly problemOf?: ((name: string) => string | null) | undefined;
  /** A new name was given. Not called for the same one. */
  readonly onRename: (name: string) => void;
  /** Always called in the end, after `onRename` too. */
  readonly onEnd: () => void;
}

/** Renaming in place: Enter or leaving the field keeps the new name, Esc the old one. The stem is selected at first. */
export function NameInput({ label, name, problemOf, onRename, onEnd }: NameInputProps): JSX.Element {
  const { files } = useLocale().strings;
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  const noteId = useId();
  const wanted = text.trim();
  const problem = wanted === name ? null : wanted === "" ? files.nameEmpty : (problemOf?.(wanted) ?? null);
  useLayoutEffect(() => {
    input.current?.focus();
    const dot = name.lastIndexOf(".");
    input.current?.setSelectionRange(0, dot > 0 ? dot : name.length);
  }, [name]);

  const end = (isKept: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    if (isKept && problem === null && wanted !== name) onRename(wanted);
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
    if (event.key === "Escape" || (event.key === "Enter" && problem === null)) end(event.key === "Enter");
  };
  return (
    <span class="name-input">
      <input
        ref={input}
        class="input"
        type="text"
        dir="auto"
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={noteId}
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => end(true)}
        onClick={(event) => event.stopPropagation()}
      />
      <span id={noteId} class="name-problem" role="status">
        {problem}
      </span>
    </span>
  );
}
