import { ContractFailure } from "./contract-failure.ts";

/** Bytes that an answer has at most; the largest of a whole API has 2 MB. */
export const LARGEST = 16_000_000;

/**
 * The body of an answer as text. An endless one must fill nobody's memory.
 * @throws ContractFailure for more than 16 MB, unpacked.
 */
export async function boundedText(body: AsyncIterable<Uint8Array>, of: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LARGEST) {
      throw new ContractFailure(`an answer of at most ${LARGEST / 1e6} MB to ${of}`, "more");
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
