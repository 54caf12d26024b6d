import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

export interface SettingsSectionProps {
  readonly title: string;
  readonly explanation?: string;
  readonly children: ComponentChildren;
}

/** One subject of the options page. */
export function SettingsSection({ title, explanation, children }: SettingsSectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="settings" aria-labelledby={id} data-testid="settings">
      <header class="settings-header">
        <h2 id={id}>{title}</h2>
        {explanation !== undefined && <p>{explanation}</p>}
      </header>
      <div class="settings-body">{children}</div>
    </section>
  );
}

export interface SettingRowProps {
  readonly label: ComponentChildren;
  readonly hint?: string;
  /** The control at the end of the line. */
  readonly children: ComponentChildren;
}

export function SettingRow({ label, hint, children }: SettingRowProps): JSX.Element {
  return (
    <div class="setting">
      <div class="setting-text">
        <div class="setting-label">{label}</div>
        {hint !== undefined && <p class="setting-hint">{hint}</p>}
      </div>
      <div class="setting-control">{children}</div>
    </div>
  );
}
