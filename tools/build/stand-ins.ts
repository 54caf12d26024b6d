import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const installed = (name: string): string => fileURLToPath(import.meta.resolve(name));
const ours = (file: string): string => fileURLToPath(new URL(`./stand-ins/${file}`, import.meta.url));

/** Module names that are answered by something other than the package of that name. */
const STAND_INS: Readonly<Record<string, string>> = {
  react: installed("preact/compat"),
  "react-dom": installed("preact/compat"),
  "react-dom/client": installed("preact/compat/client"),
  "react/jsx-runtime": installed("preact/jsx-runtime"),
  "react/jsx-dev-runtime": installed("preact/jsx-runtime"),
  setimmediate: ours("set-immediate.ts"),
  "@eigenpal/docx-editor-agents/react": ours("agent-panel.ts"),
  "@eigenpal/docx-editor-core/prosemirror/commentIdAllocator": ours("comment-ids.ts"),
  "@univerjs/telemetry": ours("telemetry.ts"),
  "prosemirror-history": ours("prosemirror-history.ts"),
};

/** One Preact for everybody, and nothing bundled that the extension's policy or purpose forbids. */
export const standIns: Plugin = {
  name: "stand-ins",
  setup(build) {
    const names = Object.keys(STAND_INS).map((name) => name.replaceAll("/", "\\/"));
    build.onResolve({ filter: new RegExp(`^(?:${names.join("|")})$`) }, ({ path }) => {
      const standIn = STAND_INS[path];
      return standIn === undefined ? null : { path: standIn };
    });
  },
};
