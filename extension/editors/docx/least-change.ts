/** Of a text that is put in another's place, only what differs: the editor lays out and maps no more than that. */
import { Fragment, Slice } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";

/** Which paragraphs and tables, from a position to another of the text before, are put out for which. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly content: Fragment;
}

/**
 * Lets a transaction that replaces the whole text replace no more than the blocks that differ: the text is the same
 * afterwards. y-prosemirror replaces the whole for every change of somebody else.
 */
export function leastChange(transaction: Transaction): Transaction {
  const { replace } = transaction;
  transaction.replace = (from, to = from, slice = Slice.empty) => {
    const { content } = transaction.doc;
    const isWhole = from === 0 && to === content.size && slice.openStart === 0 && slice.openEnd === 0;
    if (!isWhole) return replace.call(transaction, from, to, slice);
    const change = changeBetween(content, slice.content);
    return change === null
      ? transaction
      : replace.call(transaction, change.from, change.to, new Slice(change.content, 0, 0));
  };
  return transaction;
}

function changeBetween(before: Fragment, after: Fragment): Change | null {
  if (before.eq(after)) return null;
  const front = sameInFront(before, after);
  const behind = sameBehind(before, after, front.count);
  const content = after.content.slice(front.count, after.childCount - behind.count);
  return { from: front.size, to: before.size - behind.size, content: Fragment.from(content) };
}

interface Same {
  readonly count: number;
  /** In positions of the text. */
  readonly size: number;
}

function sameInFront(before: Fragment, after: Fragment): Same {
  const most = Math.min(before.childCount, after.childCount);
  let [count, size] = [0, 0];
  while (count < most && before.child(count).eq(after.child(count))) size += before.child(count++).nodeSize;
  return { count, size };
}

function sameBehind(before: Fragment, after: Fragment, inFront: number): Same {
  const most = Math.min(before.childCount, after.childCount) - inFront;
  let [count, size] = [0, 0];
  while (count < most) {
    const last = before.child(before.childCount - 1 - count);
    if (!last.eq(after.child(after.childCount - 1 - count))) break;
    size += last.nodeSize;
    count++;
  }
  return { count, size };
}
