import type { JSX, Ref } from "preact";
import { useLocale } from "../locale.ts";
import { type DroppedItem, readPicked } from "./dropped-items.ts";

export interface UploadInputsProps {
  /** The page opens the picker with `ref.current?.click()`. */
  readonly filesRef: Ref<HTMLInputElement>;
  readonly folderRef: Ref<HTMLInputElement>;
  readonly onUpload: (picked: readonly DroppedItem[]) => void;
}

/** Standard in every browser, but not in the types of the library. */
const FOLDER_PICKER = { webkitdirectory: true };

/** The two hidden pickers behind "Upload files" and "Upload a folder". */
export function UploadInputs({ filesRef, folderRef, onUpload }: UploadInputsProps): JSX.Element {
  const { files } = useLocale().strings;
  const take = (input: HTMLInputElement) => {
    const picked = readPicked(input.files ?? []);
    // Emptied, so that the same file can be picked again.
    input.value = "";
    if (picked.length > 0) onUpload(picked);
  };
  return (
    <div hidden>
      <input
        ref={filesRef}
        type="file"
        multiple
        aria-label={files.uploadFiles}
        data-testid="upload-files"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={folderRef}
        type="file"
        multiple
        {...FOLDER_PICKER}
        aria-label={files.uploadFolder}
        data-testid="upload-folder"
        onChange={(event) => take(event.currentTarget)}
      />
    </div>
  );
}
