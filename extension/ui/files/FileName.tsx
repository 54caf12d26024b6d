import type { JSX } from "preact";
import { displayName, splitName } from "../display-name.ts";

/** A file's name in a list: isolated, harmless, shortened before its extension when there is no room. */
export function FileName({ name }: { readonly name: string }): JSX.Element {
  const shown = displayName(name);
  const { stem, extension } = splitName(shown);
  return (
    <bdi class="file-name" title={shown}>
      <span class="file-stem">{stem}</span>
      <span class="file-extension">{extension}</span>
    </bdi>
  );
}
