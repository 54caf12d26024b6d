import { ChevronDown, ChevronUp, X } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { IconButton } from "../controls/IconButton.tsx";
import type { Formats } from "../format.ts";
import { useLocale } from "../locale.ts";
import type { Catalogue } from "../strings/en.ts";
import { TransferRow } from "./TransferRow.tsx";
import { isUnderWay, type Transfer } from "./transfer.ts";

export interface ProgressPanelProps {
  readonly transfers: readonly Transfer[];
  readonly onCancel: (id: string) => void;
  readonly onCancelAll: () => void;
  readonly onRetry: (id: string) => void;
  /** Offered when nothing is under way any more. */
  readonly onClose: () => void;
}

const SHOWN_MS = 6_000;

/**
 * All uploads and downloads with bytes, speed and time left, in the corner of the page. It closes by itself some time
 * after all went well; not while somebody looks into it, and not over a failure.
 */
export function ProgressPanel(props: ProgressPanelProps): JSX.Element {
  const { strings, format } = useLocale();
  const [isOpen, setOpen] = useState(true);
  const { transfers: text } = strings;
  const running = props.transfers.filter(isUnderWay);
  const holding = useClosing(props.transfers.every(isWell), props.onClose);
  return (
    <section class="transfers" aria-label={text.title} data-testid="transfers" {...holding}>
      <header class="transfers-header">
        <div class="transfers-summary">
          <div role="status">
            <h2>{summaryOf(props.transfers, text)}</h2>
          </div>
          {running.length > 0 && <p>{totalsOf(running, text, format)}</p>}
        </div>
        <IconButton
          icon={isOpen ? ChevronDown : ChevronUp}
          label={isOpen ? text.minimise : text.expand}
          onClick={() => setOpen(!isOpen)}
        />
        {running.length === 0 && (
          <IconButton icon={X} label={strings.actions.close} onClick={props.onClose} />
        )}
      </header>
      {isOpen && (
        <ul class="transfers-list">
          {props.transfers.map((transfer) => (
            <TransferRow
              key={transfer.id}
              transfer={transfer}
              onCancel={() => props.onCancel(transfer.id)}
              onRetry={() => props.onRetry(transfer.id)}
            />
          ))}
        </ul>
      )}
      {isOpen && running.length > 1 && (
        <footer class="transfers-footer">
          <Button tone="quiet" onClick={props.onCancelAll}>
            {text.cancelAll}
          </Button>
        </footer>
      )}
    </section>
  );
}

const isWell = ({ state }: Transfer): boolean => state.kind === "done" || state.kind === "cancelled";

/** Closes when all is over; what it gives holds it open under the pointer and the focus. */
function useClosing(isOver: boolean, onClose: () => void) {
  const [isUnderPointer, setUnderPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const latest = useRef(onClose);
  latest.current = onClose;
  const isClosing = isOver && !isUnderPointer && !hasFocus;
  useEffect(() => {
    if (!isClosing) return;
    const timer = setTimeout(() => latest.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isClosing]);
  return {
    onPointerEnter: () => setUnderPointer(true),
    onPointerLeave: () => setUnderPointer(false),
    onFocusIn: () => setFocus(true),
    onFocusOut: () => setFocus(false),
  };
}

function summaryOf(transfers: readonly Transfer[], text: Catalogue["transfers"]): string {
  const running = transfers.filter(isUnderWay);
  const up = running.filter((transfer) => transfer.direction === "up").length;
  if (running.length === 0) {
    const failed = transfers.filter((transfer) => transfer.state.kind === "failed").length;
    return failed > 0
      ? text.someFailed(failed)
      : text.allDone(transfers.filter((one) => one.state.kind === "done").length);
  }
  if (up === running.length) return text.uploading(up);
  return up === 0 ? text.downloading(running.length) : text.both(running.length);
}

function totalsOf(running: readonly Transfer[], text: Catalogue["transfers"], format: Formats): string {
  const done = running.reduce((sum, transfer) => sum + transfer.doneBytes, 0);
  const isKnown = running.every((transfer) => transfer.totalBytes !== null);
  const total = running.reduce((sum, transfer) => sum + (transfer.totalBytes ?? 0), 0);
  const speed = running.reduce(
    (sum, { state }) => sum + (state.kind === "running" ? (state.bytesPerSecond ?? 0) : 0),
    0,
  );
  const parts = [isKnown ? text.progressOf(format.size(done), format.size(total)) : format.size(done)];
  if (speed > 0) parts.push(format.speed(speed));
  if (speed > 0 && isKnown) parts.push(text.remaining(format.duration(((total - done) / speed) * 1000)));
  return parts.join(" · ");
}
