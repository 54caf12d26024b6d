import type { Answer } from "./answer.ts";

// The lab's page: brings the last answer, fetches the next task, does it in a dedicated worker of its own, and so on.

interface Job {
  readonly script: string;
  readonly task: unknown;
}

function inWorker({ script, task }: Job): Promise<Answer<unknown>> {
  const worker = new Worker(script);
  const answered = new Promise<Answer<unknown>>((resolve) => {
    worker.onmessage = (event: MessageEvent<Answer<unknown>>) => resolve(event.data);
    worker.onerror = (event) => resolve({ ok: false, error: event.message });
  });
  worker.postMessage(task);
  return answered.finally(() => worker.terminate());
}

async function work(): Promise<never> {
  for (let answer = ""; ; ) {
    const next = await fetch("/desk", { method: "POST", body: answer });
    answer = JSON.stringify(await inWorker(await next.json()));
  }
}

void work(); // ends when the lab closes the browser
