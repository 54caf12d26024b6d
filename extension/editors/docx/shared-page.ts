/**
 * What the library keeps outside of the text: the last section's page set-up, headers and footers that were added or taken
 * away, and the watermark. Shared property by property; of two who change the same one at once, one wins for everybody.
 */
import type { Document, HeaderFooter, SectionProperties } from "@eigenpal/docx-editor-core/types/document";
import type { Doc } from "yjs";
import { NO_PICTURES } from "./pictures.ts";
import { writeProse } from "./prose-binding.ts";
import { marginsOfModel } from "./read-docx.ts";
import { marginOf, marginsIn, marginsOf, pageSetUpOf } from "./shared-fields.ts";
import { type AddedMargin, isPageValue, isWatermark } from "./shared-shapes.ts";

const WATERMARK = "watermark";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/** As the editor has it now. */
export interface PageState {
  readonly model: Document;
  readonly watermark: unknown;
}

type Parts = Document["package"];

const json = (value: unknown): string => JSON.stringify(value) ?? "";

function marginIds(parts: Parts, kind: AddedMargin["kind"]): string[] {
  return [...((kind === "header" ? parts.headers : parts.footers)?.keys() ?? [])];
}

function addedMargin(parts: Parts, kind: AddedMargin["kind"], id: string): AddedMargin {
  const margin = (kind === "header" ? parts.headers : parts.footers)?.get(id);
  const pages = margin?.hdrFtrType ?? "default";
  return { kind, pages, target: parts.relationships?.get(id)?.target ?? `${kind}-${id}.xml` };
}

/** What can change here, as values that are compared. */
export function pageParts({ model, watermark }: PageState): string[] {
  const { finalSectionProperties } = model.package.document;
  return [
    json(finalSectionProperties),
    json(watermark),
    ...(["header", "footer"] as const).map((kind) => json(marginIds(model.package, kind))),
  ];
}

function changedMargins(
  { package: parts }: Document,
  { package: base }: Document,
): Map<string, AddedMargin | null> {
  const margins = new Map<string, AddedMargin | null>();
  for (const kind of ["header", "footer"] as const) {
    const [before, now] = [marginIds(base, kind), marginIds(parts, kind)];
    for (const id of now) if (!before.includes(id)) margins.set(id, addedMargin(parts, kind, id));
    for (const id of before) if (!now.includes(id)) margins.set(id, null);
  }
  return margins;
}

const properties = ({ model, watermark }: PageState): Map<string, unknown> =>
  new Map<string, unknown>([
    ...Object.entries(model.package.document.finalSectionProperties ?? {}),
    [WATERMARK, watermark],
  ]);

/** Writes what differs from the state before, unless it came from there. */
export function sharePage(doc: Doc, before: PageState, now: PageState): void {
  const [old, next, setUp, margins] = [properties(before), properties(now), pageSetUpOf(doc), marginsOf(doc)];
  doc.transact(() => {
    for (const key of new Set([...old.keys(), ...next.keys()])) {
      const value = next.get(key) ?? null;
      if (json(old.get(key) ?? null) === json(value) || json(setUp.get(key)) === json(value)) continue;
      setUp.set(key, value);
    }
    for (const [id, margin] of changedMargins(now.model, before.model)) {
      if (json(margins.get(id)) === json(margin)) continue;
      margins.set(id, margin);
      const document = margin && marginsOfModel(now.model).get(id);
      if (document && marginOf(doc, id).length === 0) writeProse(marginOf(doc, id), document, NO_PICTURES);
    }
  });
}

/** What the watermark was changed to; undefined while nobody changed it. */
export function sharedWatermark(doc: Doc): unknown {
  const watermark = pageSetUpOf(doc).get(WATERMARK);
  return isWatermark(watermark) ? watermark : undefined;
}

function sharedSetUp(doc: Doc, base: SectionProperties): SectionProperties {
  const changed = [...pageSetUpOf(doc).entries()].filter(
    ([key, value]) => key !== WATERMARK && isPageValue(key, value),
  );
  return Object.fromEntries(
    [...Object.entries(base), ...changed].filter(([, value]) => value !== null && value !== undefined),
  );
}

function withMargin(parts: Parts, id: string, margin: AddedMargin | null): void {
  if (margin === null) {
    parts.headers?.delete(id);
    parts.footers?.delete(id);
    return;
  }
  const key = margin.kind === "header" ? "headers" : "footers";
  if (parts[key]?.has(id)) return;
  const content: HeaderFooter["content"] = [{ type: "paragraph", content: [] }];
  parts[key] = new Map(parts[key]).set(id, { type: margin.kind, hdrFtrType: margin.pages, content });
  const relationship = { id, type: `${RELATIONSHIPS}${margin.kind}`, target: margin.target } as const;
  parts.relationships = new Map(parts.relationships).set(id, relationship);
}

/** The model with what the shared state says of its pages; the model itself where it says the same. */
export function withSharedPage(doc: Doc, model: Document): Document {
  const { document } = model.package;
  const setUp = sharedSetUp(doc, document.finalSectionProperties ?? {});
  const next: Document = {
    ...model,
    package: {
      ...model.package,
      ...(model.package.headers && { headers: new Map(model.package.headers) }),
      ...(model.package.footers && { footers: new Map(model.package.footers) }),
      document: { ...document, finalSectionProperties: setUp },
    },
  };
  for (const [id, margin] of marginsIn(doc)) withMargin(next.package, id, margin);
  const isSame =
    json(pageParts({ model, watermark: null })) === json(pageParts({ model: next, watermark: null }));
  return isSame ? model : next;
}
