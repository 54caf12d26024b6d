const isUndoKey = ({ ctrlKey, metaKey, key }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && /^[zy]$/i.test(key);

const stop = (event: Event): void => event.stopPropagation();

/**
 * The library listens on the document too and, whatever has the focus, puts its whole model one step back: page set-up and
 * headers would follow each undo of a word. So these keys end where they are pressed. Gives what ends it.
 */
export function keepUndoWhereItIs(): () => void {
  const ending = new AbortController();
  const keep = (event: KeyboardEvent): void => {
    if (isUndoKey(event)) event.target?.addEventListener("keydown", stop, { once: true });
  };
  document.addEventListener("keydown", keep, { capture: true, signal: ending.signal });
  return () => ending.abort();
}
