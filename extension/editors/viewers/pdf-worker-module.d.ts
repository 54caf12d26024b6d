/** Sets its own message handler up when it is loaded; it exports nothing that we use. */
declare module "pdfjs-dist/build/pdf.worker.mjs";
