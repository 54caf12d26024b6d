/** The groups of a kit that a person typed back. */
export interface AskedKit {
  readonly kit: string;
  /** Counted from 0. */
  readonly askedGroups: readonly number[];
}

/** What was typed, by the number of its group. */
export const groupsByNumber = (
  { askedGroups }: AskedKit,
  typed: readonly string[],
): Readonly<Record<number, string>> =>
  Object.fromEntries(askedGroups.map((group, index) => [group, typed[index] ?? ""]));

/** Which fields to mark once the check has failed, from 1. The kit was shown a step ago, so this gives nothing away. */
export function wrongPositions({ kit, askedGroups }: AskedKit, typed: readonly string[]): number[] {
  const groups = kit.split("-");
  const isSame = (group: string, text: string) => group.toUpperCase() === text.trim().toUpperCase();
  return askedGroups.flatMap((group, index) =>
    isSame(groups[group] ?? "", typed[index] ?? "") ? [] : [group + 1],
  );
}
