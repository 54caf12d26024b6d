import type { SessionProps } from "./deck-session.ts";
import type { DeckContent } from "./read-once.ts";
import type { viewerTheme } from "./viewer-theme.ts";

/** What the library's viewer is given, as tools/build/presentation-editor.ts fits it. */
export interface ViewerProps {
  readonly content: DeckContent;
  readonly fileName: string;
  readonly authorName: string;
  readonly canEdit: boolean;
  readonly theme: ReturnType<typeof viewerTheme>;
  readonly hiddenActions: readonly string[];
  readonly useSession: (props: SessionProps) => void;
  onOpenFile(): void;
  /** Called at each drawing with what the library's own bars do. */
  onDrawn(commands: Commands): void;
}

export interface Commands {
  print(): void;
  openFind(): void;
}
