import type { Plugin } from "esbuild";

/**
 * The grid's drawing engine carries tables for hyphenating 76 languages, five megabytes of them; cells are not hyphenated.
 * Each table is a module of its own, with a dash in its name.
 */
export const noHyphenation: Plugin = {
  name: "no-hyphenation",
  setup(build) {
    build.onLoad(
      { filter: /[\\/]@univerjs[\\/]engine-render[\\/]lib[\\/]es[\\/][^\\/]+-[^\\/]+\.js$/ },
      () => ({
        contents: `export default { patterns: {}, exceptions: "" };`,
      }),
    );
  },
};
