import { CircleAlert, CircleCheck, RotateCw, X } from "lucide";
import type { JSX } from "preact";
import { IconButton } from "../controls/IconButton.tsx";
import { FormatIcon } from "../FormatIcon.tsx";
import { FileName } from "../files/FileName.tsx";
import { kindOfName } from "../files/file-item.ts";
import { Icon } from "../Icon.tsx";
import { type Locale, useLocale } from "../locale.ts";
import { isUnderWay, type Transfer } from "./transfer.ts";

export interface TransferRowProps {
  readonly transfer: Transfer;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

export function TransferRow({ transfer, onCancel, onRetry }: TransferRowProps): JSX.Element {
  const locale = useLocale();
  const { transfers: text } = locale.strings;
  const { name, state } = transfer;
  const isRunning = isUnderWay(transfer);
  return (
    <li class="transfer" data-state={state.kind}>
      <FormatIcon kind={kindOfName(name)} isPrivate />
      <div class="transfer-main">
        <FileName name={name} />
        {isRunning && (
          <progress
            aria-label={text.progressLabel(name)}
            max={transfer.totalBytes ?? 1}
            {...progressValue(transfer)}
          />
        )}
        <p class="transfer-detail">{detailOf(transfer, locale)}</p>
      </div>
      {state.kind === "done" && <Icon node={CircleCheck} class="transfer-done" />}
      {state.kind === "failed" && <Icon node={CircleAlert} class="transfer-failed" />}
      {state.kind === "failed" && (
        <IconButton icon={RotateCw} label={text.retryOne(name)} onClick={onRetry} />
      )}
      {isRunning && <IconButton icon={X} label={text.cancelOne(name)} onClick={onCancel} />}
    </li>
  );
}

/** Without a value a progress bar shows that the end is not known. */
function progressValue({ doneBytes, totalBytes }: Transfer): { readonly value?: number } {
  return totalBytes === null ? {} : { value: Math.min(doneBytes, totalBytes) };
}

function detailOf({ state, doneBytes, totalBytes }: Transfer, { strings, errors, format }: Locale): string {
  const text = strings.transfers;
  switch (state.kind) {
    case "waiting":
      return text.waiting;
    case "done":
      return `${text.finished} · ${format.size(doneBytes)}`;
    case "cancelled":
      return text.cancelled;
    case "failed":
      // What is safe and what to do differ for a file on its way: nothing of it was kept, and the button retries.
      return errors[state.code].what;
    case "running":
      return [
        totalBytes === null
          ? format.size(doneBytes)
          : text.progressOf(format.size(doneBytes), format.size(totalBytes)),
        state.waitingFor === undefined ? "" : errors[state.waitingFor].what,
        state.bytesPerSecond === null ? "" : format.speed(state.bytesPerSecond),
        state.remainingMs === null ? "" : text.remaining(format.duration(state.remainingMs)),
      ]
        .filter((part) => part !== "")
        .join(" · ");
  }
}
