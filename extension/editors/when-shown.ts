import { AppError } from "../../shared/errors.ts";
import type { OpenEditor } from "./adapter.ts";

/**
 * An editor once its first page stands. One that breaks down before that is taken out of the page again.
 * @throws what `whenShown` throws of ours; EDITOR_FAILED with anything else as its cause
 */
export async function whenShown<Editor extends OpenEditor & { whenShown(): Promise<void> }>(
  open: Editor,
): Promise<Editor> {
  try {
    await open.whenShown();
  } catch (cause) {
    open.dispose();
    throw cause instanceof AppError ? cause : new AppError("EDITOR_FAILED", { cause });
  }
  return open;
}
