import type { JSX } from "preact";
import { useLocale } from "../locale.ts";

/** Stands in for a list that is being fetched. The stylesheet shows it only after 300 ms, so quick answers do not flicker. */
export function SkeletonRows({ rows = 6 }: { readonly rows?: number }): JSX.Element {
  const { states } = useLocale().strings;
  return (
    <div class="skeleton" role="status" aria-busy="true" data-testid="skeleton">
      <span class="visually-hidden">{states.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skeleton-row" aria-hidden="true">
          <span class="skeleton-icon" />
          <span class="skeleton-bar" />
          <span class="skeleton-bar is-short" />
        </div>
      ))}
    </div>
  );
}
