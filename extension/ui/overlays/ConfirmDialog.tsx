import type { ComponentChildren, JSX } from "preact";
import { Button } from "../controls/Button.tsx";
import { useLocale } from "../locale.ts";
import { Dialog } from "./Dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, in whole sentences. */
  readonly children: ComponentChildren;
  /** The verb that does it ("Delete for good"), never "OK". */
  readonly action: string;
  readonly isDanger?: boolean;
  readonly isPending?: boolean;
  /** Something in `children` has to be answered first. */
  readonly isBlocked?: boolean;
  /** Shown when the last try failed. */
  readonly problem?: string | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that costs. Cancel has the focus first, so that a stray Enter does no harm. */
export function ConfirmDialog(props: ConfirmDialogProps): JSX.Element {
  const { actions } = useLocale().strings;
  const footer = (
    <>
      <Button onClick={props.onCancel}>{actions.cancel}</Button>
      <Button
        tone={props.isDanger ? "danger" : "primary"}
        isPending={props.isPending ?? false}
        isDisabled={props.isBlocked ?? false}
        onClick={props.onConfirm}
      >
        {props.action}
      </Button>
    </>
  );
  return (
    <Dialog title={props.title} width="narrow" role="alertdialog" footer={footer} onClose={props.onCancel}>
      {props.children}
      {props.problem !== undefined && (
        <p class="field-problem" role="alert">
          {props.problem}
        </p>
      )}
    </Dialog>
  );
}
