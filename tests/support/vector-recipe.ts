import { withRandomness } from "./randomness.ts";
import { identityOf, type Row, SEED } from "./vector-inputs.ts";

/** One kind of object: the inputs of its vectors and how outputs come from inputs. */
export interface Recipe {
  readonly inputs: readonly Row[];
  readonly make: (input: never) => Promise<Row>;
  /** False where the runtime draws randomness in native code; such a vector is opened, not made again. */
  readonly isReproducible: boolean;
}

export const recipe = <Input extends Row>(
  inputs: readonly Input[],
  make: (input: Input) => Promise<Row>,
  isReproducible = true,
): Recipe => ({
  inputs,
  make: async (input: Input) => {
    // The first key pair of a process tries out the native KEM, which draws randomness of its own
    await identityOf(SEED);
    return withRandomness(JSON.stringify(input), () => make(input));
  },
  isReproducible,
});
