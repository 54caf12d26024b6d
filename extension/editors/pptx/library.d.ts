/** A door of the library that its package does not name; the build and the tests resolve it by its place. */
declare module "*/pptx-react-viewer/dist/dist-FFWP5NQZ.mjs" {
  interface LoadedElement {
    readonly id: string;
    readonly type: string;
    readonly [field: string]: unknown;
  }
  interface LoadedSlide {
    readonly id: string;
    readonly elements: readonly LoadedElement[];
    readonly [field: string]: unknown;
  }
  export class PptxHandler {
    load(bytes: ArrayBuffer): Promise<{ readonly slides: readonly LoadedSlide[] }>;
    save(slides: readonly LoadedSlide[], options: unknown): Promise<Uint8Array>;
    dispose(): void;
  }
}

/** The viewer as the build fits it and as Preact draws it: its package's own types speak of neither. */
declare module "pptx-react-viewer" {
  export interface PowerPointViewerHandle {
    getContent(): Promise<Uint8Array>;
    getZoom(): number;
    setZoom(factor: number): void;
  }
  export const PowerPointViewer: import("preact").ComponentType<
    import("./viewer-props.ts").ViewerProps & {
      ref: import("preact").RefObject<PowerPointViewerHandle | null>;
    }
  >;
}
