import type { JSX } from "preact";

/** A safety number to read out: groups of five digits, four in a line. */
export function SafetyDigits({ groups }: { readonly groups: readonly string[] }): JSX.Element {
  return (
    <p class="safety-digits" dir="ltr" translate={false} data-testid="safety-digits">
      {groups.map((group, index) => (
        <span key={index}>{group} </span>
      ))}
    </p>
  );
}
