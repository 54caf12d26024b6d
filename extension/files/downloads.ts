import { AppError } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin } from "../../shared/ids.ts";
import type { TransferList } from "./transfers.ts";
import { downloadFile } from "./versions.ts";

export interface FileToDownload {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  /** For the list; the file on disk is named by what is opened. */
  readonly name: string;
  readonly totalBytes: number;
}

/** Decrypts a file onto this computer as one of the transfers. Call it in a click handler: the browser asks where to. */
export const startDownload = (
  list: TransferList,
  { origin, node, name, totalBytes }: FileToDownload,
): Promise<void> =>
  list.start({
    ...{ name, direction: "down", totalBytes },
    run: async (signal, onProgress) => {
      const tell = (done: number, total: number) =>
        onProgress((totalBytes * done) / Math.max(total, 1), null);
      const isSaved = await downloadFile({ origin, node, signal, onProgress: tell });
      if (!isSaved) throw new AppError("UPLOAD_CANCELLED");
    },
  });
