import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { type Change, withChanges } from "./fitting.ts";

/**
 * Fits the presentation editor (pptx-react-viewer 1.25.5) to where it runs: nothing of a private document is written to the
 * browser's disk, no font host is asked, its own network collaboration and 3D are left out, and its slides and history are
 * handed to the page's shared state.
 */
const NO_STORAGE = "(() => { throw new Error('nothing is stored here'); })(";
const STORING = ["chunk-F4WPQRZU.mjs", "chunk-FVQDRA5N.mjs", "chunk-L4ZADJOM.mjs"];

/** Prints from a frame in the page: the window that the library asks for is never given to it. */
const PRINTING = `((frame) => {
    document.querySelector("iframe[data-printing]")?.remove();
    frame.dataset.printing = "";
    frame.style.cssText = "position:fixed;width:0;height:0;border:0";
    document.body.append(frame);
    return frame.contentWindow;
  })(document.createElement("iframe"))`;

const CHANGES: readonly Change[] = [
  {
    file: "chunk-L4ZADJOM.mjs",
    from: "const showSlidesPane = mode ===",
    to: "props.onDrawn?.({ print: printHandlers.handlePrint, openFind: () => editorOps.findReplace.setFindReplaceOpen(true) });\n    const showSlidesPane = mode ===",
  },
  {
    // Title, author, slide size, theme and show settings of the whole file are not shared.
    file: "chunk-L4ZADJOM.mjs",
    from: "function PresentationPropertiesPanel({",
    to: "function PresentationPropertiesPanel() { return null; }\nfunction LeftOutPropertiesPanel({",
  },
  {
    // Neither are masters and layouts.
    file: "chunk-L4ZADJOM.mjs",
    from: '/* @__PURE__ */ jsxs(RibbonGroup, { label: t("pptx.view.masterViews")',
    to: 'false && /* @__PURE__ */ jsxs(RibbonGroup, { label: t("pptx.view.masterViews")',
  },
  {
    // The page saves, and says so; the library's own saving writes an unencrypted file.
    file: "chunk-FVQDRA5N.mjs",
    from: 'var DEFAULT_QUICK_ACCESS_COMMAND_IDS = [\n  "save",',
    to: "var DEFAULT_QUICK_ACCESS_COMMAND_IDS = [",
  },
  ...["logo", "autosaveGroup", "fileGroup", "searchWrap"].map((part) => ({
    // The page has a title bar of its own; the search offers what is left out here.
    file: "chunk-FVQDRA5N.mjs",
    from: `  ${part}: "flex`,
    to: `  ${part}: "hidden", ${part}LeftOut: "flex`,
  })),
  {
    file: "chunk-L4ZADJOM.mjs",
    from: "const { presentation, annotations, actionSoundHandlerRef } = usePresentationSetup({",
    to: "props.useSession?.({ state, history });\n    const { presentation, annotations, actionSoundHandlerRef } = usePresentationSetup({",
  },
  {
    // Its history would take back other people's changes; the shared state has one's own.
    file: "chunk-F4WPQRZU.mjs",
    from: "    if (hasActivePointerInteraction()) {\n      return;\n    }\n    const cheapHash =",
    to: "    if (slides) return;\n    const cheapHash =",
  },
  {
    // A bullet is kept as characters of the text: written so, it would stand there twice. So would nothing beside each line's end.
    file: "chunk-FOMF7POV.mjs",
    from: "            currentRuns.push(createRun(linePart, segmentStyle));",
    to: `            const bullet = segment.bulletInfo;
            const isMarker = bullet && !bullet.none && (bullet.char ? linePart === bullet.char + " " : bullet.autoNumType ? /^\\(?[0-9a-z]{1,6}[.)]?\\s*$/i.test(linePart) : /^\\S{1,2} $/.test(linePart));
            if (!isMarker && (linePart !== "" || lineParts.length === 1)) currentRuns.push(createRun(linePart, segmentStyle));`,
  },
  {
    // A text that is open for typing is saved as the shared state has it, with what others typed into it.
    file: "chunk-F4WPQRZU.mjs",
    from: `    const pendingEditId = inlineEditingElementIdRef.current;
    const pendingEditText = inlineEditingTextRef.current;
    const slidesWithGuides = slides.map(`,
    to: `    const sharedSlides = inlineEditingTextRef.slidesToWrite?.();
    const pendingEditId = sharedSlides ? null : inlineEditingElementIdRef.current;
    const pendingEditText = inlineEditingTextRef.current;
    const slidesWithGuides = (sharedSlides ?? slides).map(`,
  },
  {
    // A letter that is typed draws nothing but itself: its field stands already, and the shared state is told of it at once.
    file: "chunk-F4WPQRZU.mjs",
    from: `      setInlineEditingTextBase(value);
    },
    []
  );`,
    to: `      setInlineEditingTextBase(value);
    },
    []
  );
  const typeInlineText = useCallback((text) => {
    const isOpen = inlineEditingElementIdRef.current !== null && inlineEditingTextRef.onTyped;
    if (!isOpen) return setInlineEditingText(text);
    inlineEditingTextRef.current = text;
    inlineEditingTextRef.onTyped(text);
  }, []);`,
  },
  {
    file: "chunk-F4WPQRZU.mjs",
    from: "    inlineEditingText,\n    setInlineEditingText,\n    editTemplateMode,",
    to: "    inlineEditingText: inlineEditingTextRef.current,\n    setInlineEditingText,\n    typeInlineText,\n    editTemplateMode,",
  },
  ...["chunk-F4WPQRZU.mjs", "chunk-L4ZADJOM.mjs"].map((file) => ({
    file,
    from: "onInlineEditChange: s.setInlineEditingText,",
    to: "onInlineEditChange: s.typeInlineText,",
  })),
  {
    // So what it takes over in the end is the text of now, not of the last drawing.
    file: "chunk-F4WPQRZU.mjs",
    from: "inlineEditingText: state.inlineEditingText,",
    to: "inlineEditingTextRef: state.inlineEditingTextRef,",
  },
  {
    file: "chunk-F4WPQRZU.mjs",
    from: "    inlineEditingText,\n    ops,\n    history,",
    to: "    inlineEditingTextRef,\n    ops,\n    history,",
  },
  {
    file: "chunk-F4WPQRZU.mjs",
    from: "transformCommittedText(inlineEditingText) : inlineEditingText;",
    to: "transformCommittedText(inlineEditingTextRef.current) : inlineEditingTextRef.current;",
  },
  {
    // A field that is taken away loses the focus with nothing in it: what stood there at first is not what was typed.
    file: "chunk-L4ZADJOM.mjs",
    from: "      onBlur: () => {\n        onEditChange(extractText());",
    to: "      onBlur: () => {\n        if (editorRef.current) onEditChange(extractText());",
  },
  {
    // Who began the session has read the file already.
    file: "chunk-F4WPQRZU.mjs",
    from: "        const handler = new PptxHandler();\n        const parsed = await handler.load(buffer);",
    to: `        const read = content.takeRead?.();
        const handler = read?.handler ?? new PptxHandler();
        const parsed = read?.deck ?? (await handler.load(buffer));`,
  },
  {
    // What it would write is written by a thread of the editor's.
    file: "chunk-F4WPQRZU.mjs",
    from: `      return handler.saveEncrypted(slidesToSave, password, saveOptions);
    }
    return handler.save(slidesToSave, saveOptions);
  }, [`,
    to: `      return null;
    }
    inlineEditingTextRef.takeWritten?.({ slides: slidesToSave, options: saveOptions });
    return null;
  }, [`,
  },
  {
    file: "chunk-F4WPQRZU.mjs",
    from: "if (googleFamilies.length === 0) {",
    to: "if (googleFamilies) {",
  },
];

const LEFT_OUT =
  /^\.\/(?:y-websocket|y-webrtc|yjs|three\.module|GLTFLoader|OrbitControls|Model3DScene|SmartArt3DScene|SurfaceChart3DScene)-[A-Z0-9]+\.mjs$/;
const NOTHING = fileURLToPath(new URL("./stand-ins/left-out.ts", import.meta.url));

/** The library's file with its changes made. @throws Error when the library is another than the one they were made for */
export function fitted(file: string, source: string): string {
  const changed = withChanges(CHANGES, file, source);
  const printing = changed.replaceAll('window.open("", "_blank", "noopener,noreferrer")', PRINTING);
  return STORING.includes(file) ? printing.replaceAll("indexedDB.open(", NO_STORAGE) : printing;
}

export const presentationEditor: Plugin = {
  name: "presentation-editor",
  setup(build) {
    build.onResolve({ filter: LEFT_OUT }, ({ importer }) =>
      importer.includes("pptx-react-viewer") ? { path: NOTHING } : null,
    );
    build.onLoad({ filter: /pptx-react-viewer[\\/]dist[\\/]chunk-[A-Z0-9]+\.mjs$/ }, async ({ path }) => ({
      contents: fitted(basename(path), await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};
