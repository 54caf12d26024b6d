import { AppError } from "../../shared/errors.ts";
import { doWork, type WorkInput, type WorkName, type WorkReply, type WorkResult } from "./slot-work.ts";

const SCRIPT = "/slot.worker.js";

/** Opens or makes an unlock slot in a thread of its own: stretching a passphrase would freeze the page for most of a second. @throws as the work does */
export async function inSlotThread<Name extends WorkName>(
  name: Name,
  input: WorkInput<Name>,
): Promise<WorkResult<Name>> {
  if (typeof Worker === "undefined") return doWork(name, input);
  const thread = new Worker(SCRIPT);
  try {
    const reply = await new Promise<WorkReply>((resolve, reject) => {
      thread.onmessage = ({ data }: MessageEvent<WorkReply>) => resolve(data);
      thread.onerror = () => reject(new AppError("INTERNAL"));
      thread.postMessage({ name, input });
    });
    if (!reply.ok) throw new AppError(reply.code);
    return reply.result as WorkResult<Name>;
  } finally {
    thread.terminate();
  }
}
