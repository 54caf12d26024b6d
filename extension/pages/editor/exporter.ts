import type { ExportReport, OpenEditor } from "../../editors/adapter.ts";
import type { LiveSession } from "../../live/live-session.ts";
import type { SavedEditor } from "../../state/saving-core.ts";

type Exported = Pick<OpenEditor, "exportBytes" | "revision">;
type Joined = Pick<LiveSession, "flush" | "savePoint">;

/**
 * Exports a document together with what its bytes hold of the session: the point is taken before the export, and belongs to
 * that export alone, since saving, keeping a draft and downloading may each run one at the same time.
 */
export function createExporter(
  editor: Exported,
  session: Joined | null,
  onReport: (report: ExportReport | null) => void,
): SavedEditor {
  return {
    revision: () => editor.revision(),
    async exportBytes() {
      await session?.flush();
      const point = session?.savePoint();
      const { bytes, revision, report } = await editor.exportBytes();
      onReport(report ?? null);
      return { bytes, revision, ...(point && { point }) };
    },
  };
}
