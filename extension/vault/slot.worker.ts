import { answerWork, type WorkRequest } from "./slot-work.ts";

// One piece of work, then the page ends this thread, and with it the memory that the passphrase was in.

self.addEventListener("message", ({ data }: MessageEvent<WorkRequest>) => {
  void answerWork(data).then((reply) => self.postMessage(reply));
});
