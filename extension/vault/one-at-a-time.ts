/**
 * Runs a task while no other page of this browser runs one of the same name: what reads and then writes undoes nothing that
 * another did. A task that waits for a server has no place here.
 */
export function oneAtATime<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? (locks.request(name, task) as Promise<Result>) : task();
}
