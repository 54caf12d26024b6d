import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { type Change, withChanges } from "./fitting.ts";

/** Fits the text editor (@eigenpal/docx-editor 1.9.0) to long documents: what it does at each key, the whole document long. */
export const DOCUMENT_EDITOR_CHANGES: readonly Change[] = [
  {
    // A document that was changed is another object: its text, pictures included, need not be written out twice to see that.
    file: "chunk-BWGNQQOL.mjs",
    from: "m?.package?.document!==t?.package?.document&&JSON.stringify(m?.package?.document)!==JSON.stringify(t?.package?.document)",
    to: "m?.package?.document!==t?.package?.document",
  },
  {
    // One canvas measures all lines, instead of one for each.
    file: "chunk-G2ADB4YD.mjs",
    from: 'function jt(e){let n=e.createElement("canvas").getContext("2d");',
    to: 'function jt(e){let n=jt.pen??=e.createElement("canvas").getContext("2d");',
  },
  {
    // The text view begins with the text that the first plugin has, instead of reading the model's for nothing.
    file: "index.mjs",
    from: "p=e?toProseDoc(e,{styles:d}):createEmptyDoc()",
    to: "p=r[0]?.spec.firstDocument?.(n)??(e?toProseDoc(e,{styles:d}):createEmptyDoc())",
  },
  {
    // Pages are laid out when text was typed, and not once more because the model has been told of it.
    file: "index.mjs",
    from: "p,s,u,c,n,d,t,b,C,h,i,o,r,f]);",
    to: "p,s,u,c,n,d,t?.package?.footnotes,b,C,h,i,o,r,f]);",
  },
  {
    // The model is told once the typing rests: the text itself is in the shared state, and all saving starts from there.
    file: "index.mjs",
    from: "let he=A.current?.getDocument();he&&oe.current?.(he);}De.requestRender()",
    to: "clearTimeout(De.resting),De.resting=setTimeout(()=>{let he=A.current?.getDocument();he&&oe.current?.(he);},1000);}De.requestRender()",
  },
  {
    // Menus and toolbar are drawn anew for a new text at most twice a second, and after the text, not with it.
    file: "index.mjs",
    from: "onReady:T=>{let F=T.getView();F&&go(F.state);},onEditorViewReady",
    to: "onReady:T=>{let F=T.getView();F&&(go.view===F?go.soon??=setTimeout(()=>{go.soon=void 0;F.isDestroyed||go(F.state);},500):(go.view=F,go(F.state)));},onEditorViewReady",
  },
  {
    // The marks of plugins are drawn when the pages are, of which they hear; the whole view need not be drawn before that.
    file: "index.mjs",
    from: "if(tt(),$.docChanged)",
    to: "if($.docChanged)",
  },
  {
    // No selection, before as now: nothing to draw anew.
    file: "index.mjs",
    from: "g([]);}else {let k=p.current",
    to: "g(q=>q.length>0?[]:q);}else {let k=p.current",
  },
  {
    // The size is watched once, and not anew at each layout, which is told of the size as of a new one.
    file: "index.mjs",
    from: "return useEffect(()=>{let R=d.current;if(!R)return;let S=new ResizeObserver(()=>{let v=s.current?.getState();v&&l(v);});return S.observe(R),()=>S.disconnect()},[l,d,s])",
    to: "return x.show=l,useEffect(()=>{let R=d.current;if(!R)return;let S=new ResizeObserver(()=>{let v=s.current?.getState();v&&x.show(v);});return S.observe(R),()=>S.disconnect()},[d,s])",
  },
  {
    // Comments and revisions are looked for in blocks that changed.
    file: "index.mjs",
    from: "return p.descendants((f,h)=>{let x=f.attrs;if(x){",
    to: "return visitRemarked(p,(f,h)=>{let x=f.attrs;if(x){",
  },
  {
    file: "index.mjs",
    from: "function ts(e,t,o,r,n){let d=new Map;",
    to: 'import{visitRemarked}from"strongroom:block-facts";function ts(e,t,o,r,n){let d=new Map();',
  },
  {
    file: "chunk-EHNE3TOH.mjs",
    from: 'function pt(n){let t=0;return n.descendants(e=>{e.type.name==="paragraph"&&t++;}),t}',
    to: 'import{countParagraphs as pt}from"strongroom:block-facts";',
  },
  {
    // A table that did not change is neither made nor measured anew.
    file: "chunk-5UCYRCUV.mjs",
    from: 'case "table":t.push(U(d,f,n))',
    to: 'case "table":t.push(keptTable(U,d,f,n))',
  },
  {
    file: "chunk-5UCYRCUV.mjs",
    from: "}function U(e,",
    to: '}import{keptTable}from"strongroom:kept-tables";function U(e,',
  },
  {
    file: "index.mjs",
    from: 'case "table":return measureTableBlock(e,t,rs)',
    to: 'case "table":return keptMeasure((k,w)=>measureTableBlock(k,w,rs),e,t)',
  },
  {
    file: "index.mjs",
    from: "}function rs(e,t,o,r){switch(e.kind){",
    to: '}import{keptMeasure}from"strongroom:kept-tables";function rs(e,t,o,r){switch(e.kind){',
  },
  {
    file: "chunk-EB634YM7.mjs",
    from: "function Oe(){ie(),ce(),he();}",
    to: 'import{forgetMeasures}from"strongroom:kept-tables";function Oe(){ie(),ce(),he(),forgetMeasures();}',
  },
  {
    // The toolbar is drawn anew when it shows something else.
    file: "index.mjs",
    from: "applySelectionDelta:useCallback(T=>Le(F=>({...F,...T})),[])",
    to: "applySelectionDelta:useCallback(T=>Le(F=>Object.keys(T).every(k=>F[k]===T[k]||JSON.stringify(F[k])===JSON.stringify(T[k]))?F:{...F,...T}),[])",
  },
  {
    // No marks beside the text, before as now: nothing to draw anew.
    file: "index.mjs",
    from: "B.current(Y);}Z(!1);",
    to: "(Y.size>0||L.marks)&&B.current(Y),L.marks=Y.size>0;}Z(!1);",
  },
  {
    // Pages on which nothing but the place in the text is another one stay as they are drawn.
    file: "chunk-G2ADB4YD.mjs",
    from: "var we=2,bn=8;function xn(",
    to: 'import{keepPage}from"strongroom:moved-page";var bn=8,we=2;function xn(',
  },
  {
    file: "chunk-G2ADB4YD.mjs",
    from: "if(k.fingerprint===R&&!h){",
    to: "let old=I.get(k.element);if(!h&&(k.fingerprint===R||keepPage(k.element,old&&{...old,drawing:i.currentOptions},{page:e[w],drawing:n}))){k.fingerprint=R;",
  },
  {
    // The toolbar names the font of what is selected, also where the selection begins outside of all paragraphs: at the whole text.
    file: "prosemirror/index.mjs",
    from: "a=r.resolve(n),l=0,u=0;r.forEach((c,w,F)=>{w<=n",
    to: "a=r.resolve(n),l=0,u=0,shown=null;i||r.nodesBetween(n,o,(c,w)=>{if(c.isTextblock&&!a.parent.isTextblock)a=r.resolve(w+1);if(c.isText)shown??=c.marks;return shown===null;});r.forEach((c,w,F)=>{w<=n",
  },
  {
    file: "prosemirror/index.mjs",
    from: "k=t.storedMarks||e.$from.marks();m&&",
    to: "k=t.storedMarks||shown||a.marks();m&&",
  },
];

/** Ours, which the fitted library asks: `strongroom:` and the file's name. */
const OURS = /^strongroom:(moved-page|block-facts|kept-tables)$/;
const pathOfOurs = (address: string): string =>
  fileURLToPath(new URL(`../../extension/editors/docx/${OURS.exec(address)?.[1]}.ts`, import.meta.url));

const FITTED =
  /@eigenpal[\\/]docx-editor-(?:core|react)[\\/]dist[\\/]((?:prosemirror[\\/])?(?:chunk-[A-Z0-9]+|index)\.mjs)$/;

/** Its name below the package's dist, as the changes have it. */
const fileOf = (path: string): string => (FITTED.exec(path)?.[1] ?? path).replaceAll("\\", "/");

export const documentEditor: Plugin = {
  name: "document-editor",
  setup(build) {
    build.onResolve({ filter: OURS }, ({ path }) => ({ path: pathOfOurs(path) }));
    build.onLoad({ filter: FITTED }, async ({ path }) => ({
      contents: withChanges(DOCUMENT_EDITOR_CHANGES, fileOf(path), await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};
