// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around the rows takes the keys
// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid, drawn in part, is no table; axe checks it in the tests
// biome-ignore-all lint/a11y/useFocusableInteractive: an ARIA grid, drawn in part, is no table; axe checks it in the tests
import { EllipsisVertical, TriangleAlert, Users } from "lucide";
import type { JSX } from "preact";
import { IconButton } from "../controls/IconButton.tsx";
import { NameInput } from "../controls/NameInput.tsx";
import { FormatIcon } from "../FormatIcon.tsx";
import { isTime } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";
import { FileName } from "./FileName.tsx";
import type { FileItem } from "./file-item.ts";

export interface FileRowProps {
  readonly item: FileItem<string>;
  readonly elementId: string;
  /** Position in the whole list, from 0. */
  readonly index: number;
  readonly nowMs: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isDropTarget: boolean;
  readonly isRenaming: boolean;
  readonly problemOf: ((name: string) => string | null) | undefined;
  readonly onRename: (name: string) => void;
  readonly onRenameEnd: () => void;
  readonly onPress: (event: MouseEvent) => void;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
  readonly onMenu: (x: number, y: number) => void;
  readonly drag: RowDrag;
}

export interface RowDrag {
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** One row of the list. It keeps nothing: the list tells it everything. */
export function FileRow(props: FileRowProps): JSX.Element {
  const { item } = props;
  const { strings, format } = useLocale();
  const text = strings.files;
  const shownName = item.state.kind === "damaged" ? text.damagedName : item.name;
  const state = [
    props.isSelected && "is-selected",
    props.isActive && "is-active",
    props.isDropTarget && "is-drop-target",
    item.state.kind === "pending" && "is-pending",
  ];
  return (
    <div
      id={props.elementId}
      class={`file-row ${state.filter(Boolean).join(" ")}`}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      draggable={!props.isRenaming && item.state.kind === "ready"}
      onClick={props.onPress}
      onDblClick={props.onOpen}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(event.clientX, event.clientY);
      }}
      {...props.drag}
    >
      <div role="gridcell" class="file-cell cell-check">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={text.selectRow(shownName)}
          checked={props.isSelected}
          onClick={(event) => event.stopPropagation()}
          onDblClick={(event) => event.stopPropagation()}
          onChange={props.onToggle}
        />
      </div>
      <div role="gridcell" class="file-cell cell-name">
        <FormatIcon kind={item.kind} isPrivate />
        <span class="visually-hidden">{text.formats[item.kind]}</span>
        {props.isRenaming ? (
          <NameInput
            label={text.renameLabel(item.name)}
            name={item.name}
            problemOf={props.problemOf}
            onRename={props.onRename}
            onEnd={props.onRenameEnd}
          />
        ) : (
          <>
            <RowName item={item} onOpen={props.onOpen} />
            {item.isShared && <SharedMark />}
            {item.isDuplicate && <DuplicateMark />}
          </>
        )}
      </div>
      <div role="gridcell" class="file-cell cell-size">
        {item.sizeBytes === null ? <span aria-hidden="true">—</span> : format.size(item.sizeBytes)}
      </div>
      <div role="gridcell" class="file-cell cell-changed">
        {item.state.kind === "pending" ? (
          text.pending
        ) : (
          <time
            dateTime={isTime(item.changedAtMs) ? new Date(item.changedAtMs).toISOString() : ""}
            title={format.moment(item.changedAtMs)}
          >
            {format.changed(item.changedAtMs, props.nowMs)}
          </time>
        )}
      </div>
      <div role="gridcell" class="file-cell cell-by">
        <UserText text={item.changedBy} />
      </div>
      <div role="gridcell" class="file-cell cell-menu">
        <IconButton
          icon={EllipsisVertical}
          label={text.rowMenu(shownName)}
          isSkipped
          onClick={(event) => {
            event.stopPropagation();
            const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
            props.onMenu(box.left, box.bottom);
          }}
        />
      </div>
    </div>
  );
}

function SharedMark(): JSX.Element {
  const { rooms } = useLocale().strings;
  return (
    <span class="file-shared" title={rooms.shared.mark}>
      <Icon node={Users} />
      <span class="visually-hidden">{rooms.shared.mark}</span>
    </span>
  );
}

function DuplicateMark(): JSX.Element {
  const { files } = useLocale().strings;
  return (
    <span class="file-duplicate" title={files.duplicateText}>
      <Icon node={TriangleAlert} />
      <span class="file-reason" aria-hidden="true">
        {files.duplicate}
      </span>
      <span class="visually-hidden">{files.duplicateText}</span>
    </span>
  );
}

function RowName({
  item,
  onOpen,
}: {
  readonly item: FileItem<string>;
  readonly onOpen: () => void;
}): JSX.Element {
  const { strings, errors } = useLocale();
  if (item.state.kind === "damaged") {
    const { what, safe } = errors[item.state.code];
    return (
      <span class="file-damaged" title={`${what} ${safe}`}>
        <Icon node={TriangleAlert} />
        <span>{strings.files.damagedName}</span>
        <span class="file-reason">{what}</span>
      </span>
    );
  }
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    onOpen();
  };
  const common = {
    class: "file-open",
    tabIndex: -1,
    onClick: open,
    onDblClick: (event: MouseEvent) => event.stopPropagation(),
  };
  const name = <FileName name={item.name} />;
  return item.href === undefined ? (
    <button type="button" {...common}>
      {name}
    </button>
  ) : (
    <a href={item.href} draggable={false} {...common}>
      {name}
    </a>
  );
}
