import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export const OPENSSL_COMMAND = "openssl speed -evp aes-256-gcm -bytes 262144 -seconds 2 -elapsed";

/**
 * What one core seals in openssl, in MB/s by the clock, as we are measured: the yardstick, because it moves with the
 * machine as we do. Null without openssl.
 */
export async function opensslSpeed(): Promise<number | null> {
  const [command = "", ...args] = OPENSSL_COMMAND.split(" ");
  const answer = await run(command, args).catch(() => null);
  const kilobytes = answer?.stdout.match(/^AES-256-GCM\s+([\d.]+)k/im)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1000;
}
