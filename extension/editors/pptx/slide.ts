/** The part of the library's slides that the shared state knows by name. Everything else in them is carried as it is. */

export interface TextSegment {
  readonly text: string;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly isParagraphBreak?: boolean;
  readonly isLineBreak?: boolean;
  readonly [field: string]: unknown;
}

export interface SlideElement {
  readonly id: string;
  readonly type: string;
  readonly text?: string | undefined;
  readonly textSegments?: readonly TextSegment[] | undefined;
  readonly [field: string]: unknown;
}

export interface Slide {
  readonly id: string;
  readonly elements: readonly SlideElement[];
  readonly slideNumber?: number | undefined;
  readonly isDirty?: boolean | undefined;
  readonly [field: string]: unknown;
}

/** Names an element in the whole presentation: its own id is only told apart on its slide. */
export const elementKey = (slideId: string, elementId: string): string => `${slideId}\n${elementId}`;

/** The kinds of element that hold one run of text of their own; tables and groups keep theirs deeper inside. */
export const holdsText = (element: SlideElement): boolean =>
  element.type === "text" || element.type === "shape" || element.type === "connector";
