import type { LiveSessionId } from "../../shared/ids.ts";
import type { Pending } from "./outgoing.ts";
import type { FrameQueue, LiveClock, QueuedFrame } from "./surroundings.ts";

const DISK_PATIENCE_MS = 1000;

/** A frame as it lies on the disk. */
export function queuedOf(
  { frame: { connection, clock }, wire }: Pending,
  session: LiveSessionId,
): QueuedFrame {
  return { session, connection, clock, wire, role: "waiting" };
}

/** Nothing is sent that a killed page could not send again, but for a disk that is full and does not even say so. */
export async function keepOnDisk(
  sealed: readonly Pending[],
  around: {
    readonly session: LiveSessionId;
    readonly queue: FrameQueue;
    readonly clock: LiveClock;
    /** What has to be there before. */
    readonly before: () => Promise<void>;
  },
): Promise<void> {
  const { session, queue, clock: time, before } = around;
  const putAll = () => Promise.all(sealed.map((pending) => queue.put(queuedOf(pending, session))));
  const puts = before().then(putAll);
  const patience = Promise.withResolvers<void>();
  const cancel = time.after(DISK_PATIENCE_MS, patience.resolve);
  await Promise.race([puts, patience.promise]);
  cancel();
}
