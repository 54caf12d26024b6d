import { Check } from "lucide";
import type { JSX, TargetedFocusEvent, TargetedMouseEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { useLocale } from "../locale.ts";
import { IconButton } from "./IconButton.tsx";
import { SelectField, type SelectFieldProps } from "./SelectField.tsx";

export interface ChoiceFieldProps<Value extends string> extends SelectFieldProps<Value> {
  /** What the button says that carries out what was chosen by keys. */
  readonly action: string;
  /** Something else is being done: what is chosen meanwhile is kept until it can be carried out. */
  readonly isBusy?: boolean;
}

/**
 * A menu whose choice does something. Chosen from the open list it is done at once; the arrow keys of a closed menu pass
 * through what lies between, so there Enter, or the button that appears, does it. Escape takes it back, and so does leaving
 * the menu: it shows nothing that is not so.
 */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): JSX.Element {
  const { action, value, onChange, isBusy = false } = props;
  const { byKeys } = useLocale().strings.people;
  const [wanted, setWanted] = useState<Value | null>(null);
  const whole = useRef<HTMLSpanElement>(null);
  const isByKeys = useRef(false);
  const isOpenToDo = wanted !== null && wanted !== value;
  const carryOut = (): void => {
    if (isBusy) return;
    // The button goes away
    whole.current?.querySelector("select")?.focus();
    setWanted(null);
    if (isOpenToDo) onChange(wanted);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    isByKeys.current = !opensList(event);
    if (!isOpenToDo || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") carryOut();
    else setWanted(null);
  };
  const onMouseDown = (event: TargetedMouseEvent<HTMLSpanElement>): void => {
    isByKeys.current = false;
    // A press on the button leaves the menu to no browser's focus
    if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
  };
  const onFocusOut = (event: TargetedFocusEvent<HTMLSpanElement>): void => {
    const { currentTarget, relatedTarget } = event;
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setWanted(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to what is done with the menu in it
    <span ref={whole} class="choice" onKeyDown={onKeyDown} onMouseDown={onMouseDown} onFocusOut={onFocusOut}>
      <SelectField
        {...props}
        {...(isOpenToDo && { hint: byKeys })}
        value={wanted ?? value}
        onChange={(chosen) => {
          const isLater = isByKeys.current || isBusy;
          setWanted(isLater ? chosen : null);
          if (!isLater) onChange(chosen);
        }}
      />
      {isOpenToDo && <IconButton icon={Check} label={action} onClick={carryOut} />}
    </span>
  );
}

const opensList = ({ key, altKey }: KeyboardEvent): boolean =>
  key === "Enter" || key === " " || key === "F4" || (altKey && (key === "ArrowDown" || key === "ArrowUp"));
