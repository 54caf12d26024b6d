import type { ComponentChildren, JSX } from "preact";
import { BrandWord } from "../LockMark.tsx";

export interface AppFrameProps {
  /** Name or host of the portal beside the brand. */
  readonly portal: string;
  /** In the middle of the bar: search. */
  readonly search?: ComponentChildren;
  /** At the end of the bar: lock, person. */
  readonly tools?: ComponentChildren;
  /** Across the page under the bar: offline bar, banners. */
  readonly notice?: ComponentChildren;
  readonly rail?: ComponentChildren;
  readonly children: ComponentChildren;
  /** At the end side: the info panel. */
  readonly aside?: ComponentChildren;
}

/** The frame of a full page: bar, rail, content, panel. */
export function AppFrame(props: AppFrameProps): JSX.Element {
  return (
    <div class="app" data-testid="app">
      <header class="app-bar">
        <BrandWord />
        <bdi class="app-portal">{props.portal}</bdi>
        <div class="app-search">{props.search}</div>
        <div class="app-tools">{props.tools}</div>
      </header>
      <div class="app-notice">{props.notice}</div>
      <div class="app-body">
        {props.rail}
        <main class="app-main">{props.children}</main>
        {props.aside}
      </div>
    </div>
  );
}
