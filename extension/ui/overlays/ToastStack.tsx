import { CircleAlert, CircleCheck, X } from "lucide";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { IconButton } from "../controls/IconButton.tsx";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export interface Toast {
  readonly id: string;
  readonly tone: "done" | "failed";
  readonly text: string;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

export interface ToastStackProps {
  readonly toasts: readonly Toast[];
  /** The person closed it, or it has been seen long enough. */
  readonly onDismiss: (id: string) => void;
}

const SHOWN_MS = 6_000;

/** Short news at the edge of the page. Good news leaves by itself; a failure stays until it is closed. */
export function ToastStack({ toasts, onDismiss }: ToastStackProps): JSX.Element {
  const { states } = useLocale().strings;
  return (
    <section class="toasts" aria-label={states.notifications} aria-live="polite" data-testid="toasts">
      {toasts.map((toast) => (
        <ToastRow key={toast.id} toast={toast} onDismiss={onDismiss} />
      ))}
    </section>
  );
}

interface ToastRowProps {
  readonly toast: Toast;
  readonly onDismiss: (id: string) => void;
}

function ToastRow({ toast, onDismiss }: ToastRowProps): JSX.Element {
  const { actions } = useLocale().strings;
  const [isHeld, setHeld] = useState(false);
  const isLeaving = toast.tone === "done" && !isHeld;
  useEffect(() => {
    if (!isLeaving) return;
    const timer = setTimeout(() => onDismiss(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isLeaving, toast.id, onDismiss]);
  const { action } = toast;
  return (
    <div
      class={`toast toast-${toast.tone}`}
      role={toast.tone === "failed" ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Icon node={toast.tone === "failed" ? CircleAlert : CircleCheck} />
      <p class="toast-text">{toast.text}</p>
      {action && (
        <button type="button" class="link-button" onClick={action.onSelect}>
          {action.label}
        </button>
      )}
      <IconButton icon={X} label={actions.dismiss} onClick={() => onDismiss(toast.id)} />
    </div>
  );
}
