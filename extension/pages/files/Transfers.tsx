import type { JSX } from "preact";
import type { PrivateRoomStore } from "../../files/private-room.ts";
import { ProgressPanel } from "../../ui/states/ProgressPanel.tsx";
import type { Transfer, TransferState } from "../../ui/states/transfer.ts";

type RoomTransfer = PrivateRoomStore["transfers"]["value"][number];

/** What is on its way up or down, in the corner of the page. */
export function Transfers({
  room,
}: {
  readonly room: Pick<PrivateRoomStore, "transfers" | "clearTransfers">;
}): JSX.Element | null {
  const transfers = room.transfers.value;
  if (transfers.length === 0) return null;
  const find = (id: string) => transfers.find((transfer) => transfer.id === id);
  return (
    <ProgressPanel
      transfers={transfers.map(shown)}
      onCancel={(id) => find(id)?.cancel()}
      onCancelAll={() => {
        for (const transfer of transfers) if (isUnderWay(transfer)) transfer.cancel();
      }}
      onRetry={(id) => find(id)?.retry?.()}
      onClose={() => room.clearTransfers()}
    />
  );
}

const isUnderWay = ({ status }: RoomTransfer): boolean => status === "waiting" || status === "running";

function shown(transfer: RoomTransfer): Transfer {
  const { id, name, direction, doneBytes, totalBytes } = transfer;
  return { id, name, direction, doneBytes, totalBytes, state: stateOf(transfer) };
}

function stateOf({ status, bytesPerSecond, remainingMs, code }: RoomTransfer): TransferState {
  switch (status) {
    case "running":
      return code === undefined
        ? { kind: "running", bytesPerSecond, remainingMs }
        : { kind: "running", bytesPerSecond: null, remainingMs: null, waitingFor: code };
    case "failed":
      return { kind: "failed", code: code ?? "INTERNAL" };
    default:
      return { kind: status };
  }
}
