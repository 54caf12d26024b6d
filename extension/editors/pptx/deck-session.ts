/**
 * Where the library and the shared state meet: a hook that the library's editor calls at each drawing with its state, put into
 * it by the build (tools/build/presentation-editor.ts).
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { dropEmptyTexts } from "./caret-in-text.ts";
import type { DeckNow } from "./deck-saver.ts";
import type { SetSlides, SharedDeck } from "./shared-deck.ts";
import type { Slide } from "./slide.ts";

interface Ref<T> {
  readonly current: T;
}

/** The part of the library's state that is used here. */
export interface EditorState {
  readonly loading: boolean;
  readonly error: unknown;
  readonly slides: Slide[];
  readonly setSlides: SetSlides;
  readonly activeSlideIndex: number;
  setActiveSlideIndex(index: number): void;
  readonly selectedElementIds: readonly string[];
  readonly inlineEditingElementId: string | null;
  readonly inlineEditingText: string;
  readonly inlineEditingTextRef: Ref<string> & {
    /** Read by the library as it is fitted: what it writes, while this gives it, instead of what it shows. */
    slidesToWrite?: () => readonly Slide[] | null;
    /** Gets what the library would write, which then writes nothing. */
    takeWritten?: (written: DeckNow) => void;
    /** Told of each letter in the open field: the library as it is fitted draws nothing for it. */
    onTyped?: (shown: string) => void;
  };
  readonly dragStateRef: Ref<unknown>;
  readonly resizeStateRef: Ref<unknown>;
}

/** The library's history, whose place the shared state takes. */
interface History {
  canUndo: boolean;
  canRedo: boolean;
  undoLabel: string | undefined;
  redoLabel: string | undefined;
  handleUndo(): void;
  handleRedo(): void;
}

export interface SessionProps {
  readonly state: EditorState;
  readonly history: History;
}

/** What the open editor does with the library's state. */
export interface SessionHost {
  /** Null until the file is read and the state stands. */
  deck(): SharedDeck | null;
  /** The field in which the person types, while there is one. */
  field(): HTMLElement | null;
  /** The file is read, or could not be. */
  onLoaded(state: EditorState): void;
  /** Something that others may see changed: slide, selection. */
  onMoved(state: EditorState): void;
}

function takeHistory(history: History, deck: SharedDeck | null): void {
  Object.assign(history, {
    canUndo: deck?.canUndo ?? false,
    canRedo: deck?.canRedo ?? false,
    undoLabel: undefined,
    redoLabel: undefined,
    handleUndo: () => deck?.undo(),
    handleRedo: () => deck?.redo(),
  });
}

function useTyping(
  { inlineEditingElementId, inlineEditingText, slides, activeSlideIndex }: EditorState,
  host: SessionHost,
): void {
  const typingIn = useRef<string | null>(null);
  useLayoutEffect(() => {
    const deck = host.deck();
    if (deck === null) return;
    if (inlineEditingElementId !== typingIn.current) {
      if (typingIn.current !== null) deck.endTyping();
      typingIn.current = inlineEditingElementId;
      const slide = slides[activeSlideIndex];
      if (inlineEditingElementId !== null && slide !== undefined) {
        const field = host.field();
        if (field !== null) dropEmptyTexts(field);
        deck.startTyping(slide.id, inlineEditingElementId, field?.innerText ?? inlineEditingText);
      }
    }
  }, [inlineEditingElementId]);
}

/** Stays on the slide that the person looks at while others add and move slides before it. */
function useSameSlide({ slides, activeSlideIndex, setActiveSlideIndex }: EditorState): void {
  const shown = useRef<{ index: number; id: string | undefined }>({ index: 0, id: undefined });
  useLayoutEffect(() => {
    const { index, id } = shown.current;
    const place = slides.findIndex((slide) => slide.id === id);
    const isMovedAway = index === activeSlideIndex && place >= 0 && place !== activeSlideIndex;
    const now = isMovedAway ? place : Math.min(activeSlideIndex, Math.max(0, slides.length - 1));
    shown.current = { index: now, id: slides[now]?.id };
    if (now !== activeSlideIndex) setActiveSlideIndex(now);
  }, [slides, activeSlideIndex]);
}

/** Makes the hook that the library calls. */
export function sessionHook(host: SessionHost): (props: SessionProps) => void {
  return ({ state, history }) => {
    takeHistory(history, host.deck());
    const isDragging = state.dragStateRef.current !== null || state.resizeStateRef.current !== null;
    useLayoutEffect(() => {
      if (!state.loading) host.onLoaded(state);
    }, [state.loading, state.error]);
    useLayoutEffect(() => {
      if (!isDragging) host.deck()?.see(state.slides);
    });
    useTyping(state, host);
    const [, drawAgain] = useState("");
    const drawHistory = (): void => drawAgain(`${host.deck()?.canUndo} ${host.deck()?.canRedo}`);
    useLayoutEffect(drawHistory);
    useLayoutEffect(() => {
      state.inlineEditingTextRef.onTyped = (shown) => {
        host.deck()?.typed(shown);
        drawHistory();
      };
    }, []);
    useSameSlide(state);
    useLayoutEffect(
      () => host.onMoved(state),
      [state.activeSlideIndex, state.selectedElementIds, state.slides.length],
    );
  };
}
