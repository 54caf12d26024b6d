/** The little of papaparse that is used here; the package brings no types. */
declare module "papaparse" {
  interface Parser {
    pause(): void;
    resume(): void;
    abort(): void;
  }
  interface Result<Row> {
    readonly data: Row[];
  }
  export function parse<Row>(
    text: string,
    options: {
      readonly skipEmptyLines: "greedy";
      readonly chunkSize: number;
      readonly chunk: (result: Result<Row>, parser: Parser) => void;
      readonly complete: () => void;
    },
  ): void;
}
