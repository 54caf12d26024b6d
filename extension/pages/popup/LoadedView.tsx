import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Loaded } from "../../state/popup-loaded.ts";
import { ErrorState } from "../../ui/states/ErrorState.tsx";
import { OfflineBar } from "../../ui/states/OfflineBar.tsx";
import { SkeletonRows } from "../../ui/states/SkeletonRows.tsx";

export interface LoadedViewProps<T> {
  readonly loaded: Loaded<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** Draws what was read: rows to come while it is read first, what was read last under a bar when it cannot be read anew. */
export function LoadedView<T>({ loaded, children }: LoadedViewProps<T>): JSX.Element {
  useLoaded(loaded);
  const value = loaded.value.value;
  const code = loaded.code.value;
  const retry = () => void loaded.load();
  if (value === null) {
    if (code === null) return <SkeletonRows rows={4} />;
    return <ErrorState code={code} isSmall isRetrying={loaded.isLoading.value} onRetry={retry} />;
  }
  return (
    <>
      {code !== null && <OfflineBar code={code === "OFFLINE" ? undefined : code} onRetry={retry} />}
      {children(value)}
    </>
  );
}

/** Reads what has not been read yet; nothing when it is not needed. */
export function useLoaded(loaded: Loaded<unknown> | null): void {
  useEffect(() => {
    if (loaded && loaded.value.peek() === null && !loaded.isLoading.peek()) void loaded.load();
  }, [loaded]);
}
