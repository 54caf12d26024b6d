// Reading PDF apart from the page: what a hostile file may break there is thrown away with the worker.
import "pdfjs-dist/build/pdf.worker.mjs";
