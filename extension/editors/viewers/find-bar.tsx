import { ChevronDown, ChevronUp, X } from "lucide";
import { type JSX, render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { SearchField } from "../../ui/controls/SearchField.tsx";
import { type Locale, LocaleContext, useLocale } from "../../ui/locale.ts";

/** What the bar searches in. */
export interface Findable {
  /** How often the words stand there. Answers to an older question are not waited for. */
  find(words: string): Promise<number>;
  /** Marks the place with this number, counted from 0, and brings it into sight. */
  show(index: number): void;
  /** Takes all marks away. */
  clear(): void;
}

/** A bar for finding words, at the top of a viewer. Opening it again puts the caret into it. */
export function createFindBar(host: HTMLElement, locale: Locale, findable: Findable) {
  const bar = document.createElement("div");
  bar.className = "find-bar";
  const close = (): void => {
    render(null, bar);
    bar.remove();
    findable.clear();
    host.focus({ preventScroll: true });
  };
  return {
    open(): void {
      if (!bar.isConnected) {
        host.before(bar);
        render(
          <LocaleContext.Provider value={locale}>
            <FindBar findable={findable} onClose={close} />
          </LocaleContext.Provider>,
          bar,
        );
      }
      bar.querySelector("input")?.select();
    },
    dispose(): void {
      render(null, bar);
      findable.clear();
    },
  };
}

interface FindBarProps {
  readonly findable: Findable;
  readonly onClose: () => void;
}

function FindBar({ findable, onClose }: FindBarProps): JSX.Element {
  const { strings, format } = useLocale();
  const { viewer } = strings.document;
  const [words, setWords] = useState("");
  const [found, setFound] = useState(0);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    let isCurrent = true;
    void findable.find(words).then((count) => {
      if (!isCurrent) return;
      setFound(count);
      setAt(0);
      if (count > 0) findable.show(0);
    });
    return () => {
      isCurrent = false;
    };
  }, [findable, words]);
  const go = (step: number) => {
    if (found === 0) return;
    const next = (at + step + found) % found;
    setAt(next);
    findable.show(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const result = found > 0 ? viewer.found(format.number(at + 1), format.number(found)) : viewer.foundNone;
  return (
    <search class="find-row" onKeyDown={onKeyDown} data-testid="find-bar">
      <SearchField label={viewer.find} value={words} onInput={setWords} inputRef={input} />
      <span class="find-result" role="status">
        {words === "" ? "" : result}
      </span>
      <IconButton icon={ChevronUp} label={viewer.previous} onClick={() => go(-1)} />
      <IconButton icon={ChevronDown} label={viewer.next} onClick={() => go(1)} />
      <IconButton icon={X} label={strings.actions.close} onClick={onClose} />
    </search>
  );
}
