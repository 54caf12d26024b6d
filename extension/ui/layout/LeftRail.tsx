import { Archive, FolderLock, type IconNode, LayoutGrid, Trash2, Users } from "lucide";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";

export type Section = "private" | "shared" | "rooms" | "archive" | "trash";

export interface RailSection {
  readonly section: Section;
  readonly href?: string;
  /** Things that wait for the person. */
  readonly count?: number;
  /** Listed but not built yet: it says so and cannot be chosen. */
  readonly isLater?: boolean;
}

export interface LeftRailProps {
  readonly sections: readonly RailSection[];
  readonly current: Section;
  readonly onSelect: (section: Section) => void;
}

const ICONS: Readonly<Record<Section, IconNode>> = {
  private: FolderLock,
  shared: Users,
  rooms: LayoutGrid,
  archive: Archive,
  trash: Trash2,
};

export function LeftRail({ sections, current, onSelect }: LeftRailProps): JSX.Element {
  const { rail } = useLocale().strings;
  return (
    <nav class="rail" aria-label={rail.label} data-testid="rail">
      <ul>
        {sections.map((entry) => (
          <li key={entry.section}>
            <RailLink entry={entry} isCurrent={entry.section === current} onSelect={onSelect} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface RailLinkProps {
  readonly entry: RailSection;
  readonly isCurrent: boolean;
  readonly onSelect: (section: Section) => void;
}

function RailLink({ entry, isCurrent, onSelect }: RailLinkProps): JSX.Element {
  const { strings, format } = useLocale();
  const link = useRef<HTMLAnchorElement>(null);
  // In a narrow window the sections lie in one line that scrolls
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isCurrent]);
  const { section, href = "#", count = 0, isLater = false } = entry;
  const content = (
    <>
      <Icon node={ICONS[section]} size={20} />
      <span class="rail-label">{strings.rail[section]}</span>
      {count > 0 && <span class="rail-count">{format.number(count)}</span>}
    </>
  );
  if (isLater) {
    return (
      <span class="rail-link is-later" title={strings.rail.soon}>
        {content}
        <span class="visually-hidden">{strings.rail.soon}</span>
      </span>
    );
  }
  return (
    <a
      ref={link}
      class="rail-link"
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onSelect(section);
      }}
    >
      {content}
    </a>
  );
}
