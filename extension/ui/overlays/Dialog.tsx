import { X } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { IconButton } from "../controls/IconButton.tsx";
import { useLocale } from "../locale.ts";
import { useFocusReturn } from "./focus.ts";

export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Buttons, the main one last. */
  readonly footer?: ComponentChildren;
  readonly width?: "narrow" | "medium" | "wide";
  readonly role?: "dialog" | "alertdialog";
  /** Esc and the close button. The page then stops rendering the dialog; the focus goes back to where it was. */
  readonly onClose: () => void;
}

/** A native modal dialog, open as long as it is rendered. Put `autofocus` on the control that should have the focus first. */
export function Dialog(props: DialogProps): JSX.Element {
  const { actions } = useLocale().strings;
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the focus goes back: as long as it is modal, nothing outside can have it
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);
  useFocusReturn();
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    element.showModal();
    firstFocus(element)?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog dialog-${props.width ?? "medium"}`}
      role={props.role ?? "dialog"}
      aria-modal="true"
      aria-labelledby={titleId}
      data-testid="dialog"
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <header class="dialog-header">
        <h2 id={titleId} class="dialog-title">
          {props.title}
        </h2>
        <IconButton icon={X} label={actions.close} onClick={props.onClose} />
      </header>
      <div class="dialog-body">{props.children}</div>
      {props.footer !== undefined && <footer class="dialog-footer">{props.footer}</footer>}
    </dialog>
  );
}

const FIRST_FOCUS = [
  "[autofocus]",
  ".dialog-body :is(input, select, textarea)",
  ".dialog-footer button",
  ".dialog-header button",
];

/** A field before a button, and the first button below (Cancel) before the one that closes. */
function firstFocus(dialog: HTMLElement): HTMLElement | null {
  for (const selector of FIRST_FOCUS) {
    const found = dialog.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
}
