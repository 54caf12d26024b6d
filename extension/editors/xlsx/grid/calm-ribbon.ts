import type { Univer } from "@univerjs/core";
import { IRibbonService } from "@univerjs/preset-sheets-core";

/** A private method of the grid's; without it everything works, only slower. */
const SET = "_setRibbon";

/** Groups of buttons, and groups in them. */
interface Group {
  readonly key: string;
  readonly item?: unknown;
  readonly children?: readonly Group[];
}

/**
 * The grid draws all its buttons anew, twice, and measures them, each time that one of them says whether it is hidden: at every
 * key. Here only a row of buttons that is another one is drawn.
 */
export function calmRibbon(univer: Univer): void {
  const ribbon = univer.__getInjector().get(IRibbonService);
  const set: unknown = Reflect.get(ribbon, SET);
  let shown: readonly Group[] | null = null;
  if (typeof set === "function")
    Object.assign(ribbon, {
      [SET]: (groups: readonly Group[]): void => {
        if (shown !== null && isSame(groups, shown)) return;
        shown = groups;
        set.call(ribbon, groups);
      },
    });
  const collapse = ribbon.setCollapsedIds.bind(ribbon);
  let collapsed: string | null = null;
  ribbon.setCollapsedIds = (ids: string[]): void => {
    const now = ids.join("\n");
    if (now === collapsed) return;
    collapsed = now;
    collapse(ids);
  };
}

const isSame = (a: readonly Group[] = [], b: readonly Group[] = []): boolean =>
  a.length === b.length &&
  a.every((group, index) => {
    const other = b[index];
    return group.key === other?.key && group.item === other.item && isSame(group.children, other.children);
  });
