import type { Plain } from "../../../shared/bytes.ts";
import { AppError } from "../../../shared/errors.ts";
import type { NodeId, SpaceId } from "../../../shared/ids.ts";
import {
  discardDraft,
  keepDraft,
  type OpenedDocument,
  saveAsCopy,
  saveDocument,
} from "../../files/document.ts";
import type { LiveSession } from "../../live/live-session.ts";
import type { SavingCore } from "../../state/saving-core.ts";
import { hears } from "./hears.ts";

/** So long the word of another one's save may take after the save itself. */
const WORD_PATIENCE_MS = 5_000;

/** Where a document is saved to; remembers the version that the last save made, by whomever in its session. */
export interface SavePlace {
  readonly core: SavingCore;
  copy(bytes: Plain): Promise<{ readonly node: NodeId; readonly space: SpaceId }>;
}

export interface SavePlaceOptions {
  /** With the version that the document on the screen stands on. */
  readonly opened: OpenedDocument;
  readonly session: LiveSession | null;
}

export function createSavePlace({ session, ...options }: SavePlaceOptions): SavePlace {
  let { opened } = options;
  const standing = (): OpenedDocument => {
    const version = Math.max(opened.version, session?.savedVersion ?? 0);
    return version === opened.version ? opened : { ...opened, version };
  };
  /** Work that others passed by stands on what it was typed into, and is never saved over what came since. */
  const draftVersion = (): number =>
    session?.status === "apart"
      ? Math.max(session.baseVersion, session.savedVersion ?? 0)
      : standing().version;
  const save: SavingCore["save"] = async ({ bytes, point }, onWaiting) => {
    const saved = await saveOnTop(standing, session, (base) =>
      saveDocument({
        ...{ opened: base, bytes, onWaiting },
        onUploaded: async ({ number, blob }) => {
          if (point) await session?.noteSaving(number, blob, point);
        },
      }),
    );
    opened = { ...opened, version: saved.version };
    if (session && point) await session.noteSaved(saved.version, point);
    return saved;
  };
  return {
    core: {
      save,
      keepDraft: async (work) => {
        const made = Promise.resolve(work);
        const sessionIn = () => made.then(({ point }) => point?.session ?? null);
        const bytes = made.then((done) => done.bytes);
        await keepDraft({ opened, bytes, version: draftVersion, session: sessionIn });
        const { point } = await made;
        if (point) await session?.noteDrafted(point);
      },
      discardDraft: () => discardDraft(opened),
    },
    copy: (bytes) => saveAsCopy({ opened, bytes }),
  };
}

/** Somebody else of the session may have saved meanwhile: these bytes hold that too and go on top of it. */
async function saveOnTop<Saved>(
  standing: () => OpenedDocument,
  session: LiveSession | null,
  save: (base: OpenedDocument) => Promise<Saved>,
): Promise<Saved> {
  for (;;) {
    const base = standing();
    try {
      return await save(base);
    } catch (error) {
      const isConflict = error instanceof AppError && error.code === "VERSION_CONFLICT";
      if (!session || !isConflict || !(await hearsOfNewer(session, base.version))) throw error;
    }
  }
}

function hearsOfNewer(session: LiveSession, version: number): Promise<boolean> {
  return hears(session, () => (session.savedVersion ?? 0) > version, WORD_PATIENCE_MS);
}
