import type { Random } from "../fidelity/driver.ts";

/** Something that reads what strangers wrote. */
export interface Target {
  readonly name: string;
  /**
   * Makes one hostile input and hands it to the reader.
   * @throws what the reader throws: a refusal with one of `refusals` is right, everything else is a finding
   */
  run(random: Random): unknown;
  readonly refusals: readonly string[];
}

/** What the reader took and should not have, or gave back otherwise than it was. */
export class Finding extends Error {
  override readonly name = "Finding";
}

export function demand(isSo: boolean, what: string): void {
  if (!isSo) throw new Finding(what);
}
