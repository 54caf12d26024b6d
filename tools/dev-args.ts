export interface DevOptions {
  readonly port: number;
  /** Folder of the local D1, R2 and Durable Objects. */
  readonly stateFolder: string;
  readonly setupTokenHash: string;
  readonly logLevel: "error" | "log";
}

export const HOST = "127.0.0.1";

/** Arguments of `wrangler dev` for a portal on this machine that other programs end. */
export function devArgs({ port, stateFolder, setupTokenHash, logLevel }: DevOptions): string[] {
  return [
    ...["dev", "--ip", HOST, "--port", String(port), "--persist-to", stateFolder],
    // 0: the system picks. By itself wrangler looks for a free port long before it listens, and two that start
    // together find the same one, whereupon the second never answers.
    ...["--inspector-port", "0"],
    ...["--var", `SETUP_TOKEN_HASH:${setupTokenHash}`, "--log-level", logLevel],
    "--show-interactive-dev-session=false",
  ];
}
