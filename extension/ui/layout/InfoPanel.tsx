import { X } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { IconButton } from "../controls/IconButton.tsx";
import { useLocale } from "../locale.ts";

export interface InfoRow {
  readonly term: string;
  readonly value: ComponentChildren;
  /** One line that says what an exact term means. */
  readonly explanation?: string;
  /** Ids and hashes, in a fixed-width face, broken anywhere. */
  readonly isCode?: boolean;
}

export interface InfoPanelProps {
  readonly title: ComponentChildren;
  readonly sections: readonly { readonly title?: string; readonly rows: readonly InfoRow[] }[];
  readonly children?: ComponentChildren;
  readonly onClose: () => void;
}

/** The panel at the end side with everything about one thing. */
export function InfoPanel({ title, sections, children, onClose }: InfoPanelProps): JSX.Element {
  const { info, actions } = useLocale().strings;
  return (
    <aside class="info" aria-label={info.title} data-testid="info">
      <header class="info-header">
        <h2>{title}</h2>
        <IconButton icon={X} label={actions.close} onClick={onClose} />
      </header>
      {sections.map((section, index) => (
        <section key={index} class="info-section">
          {section.title !== undefined && <h3>{section.title}</h3>}
          <DefinitionRows rows={section.rows} />
        </section>
      ))}
      {children}
    </aside>
  );
}

/** Terms with their values and explanations. */
export function DefinitionRows({ rows }: { readonly rows: readonly InfoRow[] }): JSX.Element {
  return (
    <dl class="info-rows">
      {rows.map((row) => (
        <div key={row.term} class="info-row">
          <dt>{row.term}</dt>
          <dd>
            <span class={row.isCode ? "info-code" : ""} dir={row.isCode ? "ltr" : undefined}>
              {row.value}
            </span>
            {row.explanation !== undefined && <p class="info-explanation">{row.explanation}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
