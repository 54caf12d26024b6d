/** Replaces one place in one file of a library, which is to be exactly the version that the change was made for. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

function replaceOnce(source: string, { from, to, file }: Change): string {
  if (source.split(from).length !== 2) throw new Error(`${file} is not the one that was fitted: ${from}`);
  return source.replace(from, () => to);
}

/** The file with its changes made. @throws Error when the library is another than the one they were made for */
export const withChanges = (changes: readonly Change[], file: string, source: string): string =>
  changes.filter((change) => change.file === file).reduce(replaceOnce, source);
