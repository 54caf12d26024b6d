import { ChevronRight, Ellipsis } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { displayName } from "../display-name.ts";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { Menu } from "../overlays/Menu.tsx";
import { UserText } from "../UserText.tsx";
import { carriesRows } from "./dropped-items.ts";

export interface Crumb<Id extends string> {
  readonly id: Id;
  readonly name: string;
}

export interface BreadcrumbProps<Id extends string> {
  /** From the section to the folder shown; at least one. */
  readonly crumbs: readonly Crumb<Id>[];
  readonly onOpen: (id: Id) => void;
  /** The selected rows were dropped on a folder above. */
  readonly onDropRows?: (into: Id) => void;
}

const MOST_SHOWN = 4;

/** Where one is. The middle of a long path is in a menu. */
export function Breadcrumb<Id extends string>({
  crumbs,
  onOpen,
  onDropRows,
}: BreadcrumbProps<Id>): JSX.Element {
  const { files, actions } = useLocale().strings;
  const isLong = crumbs.length > MOST_SHOWN;
  const hidden = isLong ? crumbs.slice(1, -2) : [];
  const shown = isLong ? [...crumbs.slice(0, 1), ...crumbs.slice(-2)] : crumbs;
  const entries = hidden.map(
    (crumb) =>
      ({
        kind: "item",
        id: crumb.id,
        label: displayName(crumb.name),
        onSelect: () => onOpen(crumb.id),
      }) as const,
  );
  return (
    <nav class="breadcrumb" aria-label={files.breadcrumb} data-testid="breadcrumb">
      <ol>
        {shown.map((crumb, index) => (
          <li key={crumb.id}>
            {index > 0 && <Icon node={ChevronRight} />}
            {isLong && index === 1 && (
              <>
                <Menu label={actions.more} icon={Ellipsis} isIconOnly entries={entries} />
                <Icon node={ChevronRight} />
              </>
            )}
            <CrumbName
              crumb={crumb}
              isCurrent={index === shown.length - 1}
              onOpen={() => onOpen(crumb.id)}
              onDropRows={onDropRows && (() => onDropRows(crumb.id))}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface CrumbNameProps {
  readonly crumb: Crumb<string>;
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
  readonly onDropRows: (() => void) | undefined;
}

function CrumbName({ crumb, isCurrent, onOpen, onDropRows }: CrumbNameProps): JSX.Element {
  const [isTarget, setTarget] = useState(false);
  if (isCurrent) {
    return (
      <h1 class="crumb-current" aria-current="page">
        <UserText text={crumb.name} />
      </h1>
    );
  }
  const takes = (event: DragEvent) => onDropRows !== undefined && carriesRows(event.dataTransfer);
  return (
    <button
      type="button"
      class={`crumb ${isTarget ? "is-drop-target" : ""}`}
      onClick={onOpen}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        setTarget(false);
        if (!takes(event)) return;
        event.preventDefault();
        onDropRows?.();
      }}
    >
      <UserText text={crumb.name} />
    </button>
  );
}
