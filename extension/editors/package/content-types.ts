import { applyEdits, type XmlEdit } from "./xml-edits.ts";
import { parseXml } from "./xml-parse.ts";
import { decodePart, encodePart, escapeAttribute } from "./xml-text.ts";
import { attributeOf, type XmlElement } from "./xml-tree.ts";

export const CONTENT_TYPES = "[Content_Types].xml";

interface Change {
  /** Of the output, with their names in the library's save. */
  readonly added: ReadonlyMap<string, string>;
  readonly removed: ReadonlySet<string>;
}

const extensionOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1).toLowerCase();

const find = (root: XmlElement, local: string, name: string, value: string): XmlElement | undefined =>
  root.elements.find(
    (each) => each.local === local && attributeOf(each, name)?.toLowerCase() === value.toLowerCase(),
  );

const override = (path: string, type: string): string =>
  `<Override PartName="/${escapeAttribute(path)}" ContentType="${escapeAttribute(type)}"/>`;

const extensionDefault = (extension: string, type: string): string =>
  `<Default Extension="${escapeAttribute(extension)}" ContentType="${escapeAttribute(type)}"/>`;

/** Says what new parts are, as the library says it, and no longer speaks of those that went. */
export function patchContentTypes(original: Uint8Array, after: Uint8Array, change: Change): Uint8Array {
  const { source, encoding } = decodePart(original);
  const { root } = parseXml(source);
  const types = parseXml(decodePart(after).source).root;
  const edits: XmlEdit[] = root.elements
    .filter(
      (each) =>
        each.local === "Override" && change.removed.has(attributeOf(each, "PartName")?.slice(1) ?? ""),
    )
    .map(({ start, end }) => ({ start, end, text: "" }));
  const extensions = new Set<string>();
  const additions = [...change.added].map(([path, written]) => {
    const own = attributeOf(find(types, "Override", "PartName", `/${written}`) ?? types, "ContentType");
    if (own !== null) return override(path, own);
    const extension = extensionOf(path);
    const type = attributeOf(find(types, "Default", "Extension", extension) ?? types, "ContentType");
    if (find(root, "Default", "Extension", extension) !== undefined || extensions.has(extension)) return "";
    extensions.add(extension);
    return type === null ? "" : extensionDefault(extension, type);
  });
  const text = additions.join("");
  if (text === "" && edits.length === 0) return original;
  return encodePart(
    applyEdits(source, [...edits, { start: root.closeStart, end: root.closeStart, text }]),
    encoding,
  );
}
