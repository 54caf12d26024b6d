/** Typing part of a recovery kit back, so that a kit counts only when it was printed or written down. */

const KIT_GROUPS = 9;
const ASKED_GROUPS = 3;

/** Three different groups, by chance. */
export function chooseGroups(): number[] {
  const groups = Array.from({ length: KIT_GROUPS }, (_, group) => group);
  const order = crypto.getRandomValues(new Uint32Array(KIT_GROUPS));
  return groups
    .sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0))
    .slice(0, ASKED_GROUPS)
    .sort((a, b) => a - b);
}

/** Crockford's rules for what is typed: case and look-alikes do not matter. */
const readGroup = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

/** Whether the asked-for groups are those of the printed kit. */
export function isKitProven(
  { kit, askedGroups }: { readonly kit: string; readonly askedGroups: readonly number[] },
  groups: Readonly<Record<number, string>>,
): boolean {
  const printed = kit.split("-");
  return askedGroups.every((group) => readGroup(groups[group] ?? "") === printed[group]);
}
