// Stands in for the package `setimmediate`, whose `new Function` the extension's policy would refuse.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

Object.assign(globalThis, {
  setImmediate(task: (...args: unknown[]) => void, ...args: unknown[]): number {
    channel.port2.postMessage(0);
    return waiting.push(() => task(...args));
  },
  clearImmediate(): void {
    // Nothing that is bundled cancels a task.
  },
});
