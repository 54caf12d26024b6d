import { asPlain, type Plain } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ExportedDocument } from "../adapter.ts";
import { checkExport } from "../export-check.ts";
import { mergePackages } from "../package/merge-packages.ts";
import { exportReport } from "../package/merge-report.ts";
import type { TaskWork } from "../thread/thread-messages.ts";
import { notArrived } from "./arrived.ts";
import type { DeckTasks, WrittenDeck } from "./deck-tasks.ts";
import { placeMovedPlaceholders } from "./inherited-places.ts";
import { withDeck } from "./read-deck.ts";
import { receivedDeck, type SentDeck } from "./sent-deck.ts";
import type { Slide } from "./slide.ts";

interface Written {
  readonly bytes: Plain;
  readonly base: readonly Slide[];
  readonly slides: readonly Slide[];
}

/**
 * The library's own save. It is done on the file read anew each time: the library writes into what it has read, and one
 * save's pictures would be in the next.
 */
const written = (original: Plain, { slides: sent, options }: WrittenDeck<SentDeck>): Promise<Written> =>
  withDeck(original, async (handler, base) => {
    const slides = receivedDeck(sent, base);
    placeMovedPlaceholders(base, slides);
    const bytes = await handler.save(slides, options);
    return { bytes: asPlain(bytes.slice()), base, slides };
  });

/**
 * The library's own save rewrites slides that nobody touched, so it only serves to find out what changed: the file as opened
 * gets what tells the library's save of now from its save of the untouched file.
 */
async function merged(
  original: Plain,
  before: Plain,
  { bytes: after, base, slides }: Written,
): Promise<Pick<ExportedDocument, "bytes" | "report">> {
  const { bytes, report } = mergePackages({ original, before, after, kind: "pptx" });
  const missing = await notArrived(bytes, base, slides);
  return { bytes: checkExport(bytes, "pptx"), report: exportReport(report, missing) };
}

/** Does what the page asks of one presentation. */
export function createDeckWork(): TaskWork<DeckTasks> {
  let opened: { readonly original: Plain; readonly before: Promise<Plain> } | null = null;
  return {
    async open({ original, untouched }) {
      const before = written(original, untouched).then(({ bytes }) => bytes);
      opened = { original, before };
      await before.catch(() => undefined); // whoever saves meets the same
    },
    async write(now) {
      if (opened === null) throw new AppError("EDITOR_EXPORT_FAILED");
      const { original, before } = opened;
      return merged(original, await before, await written(original, now));
    },
  };
}
