/** The bytes of a WebAssembly module, as the build puts them into the script that asks for them. */
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  // biome-ignore lint/style/noDefaultExport: this is what the build makes of such a file
  export default bytes;
}
