import type { Claim, Found, Proof } from "./claim.ts";

export interface ProveAll {
  /** Parts that may run at once. */
  readonly atOnce: number;
  readonly onStart?: (claim: string) => void;
  /** What speaks against a claim that will be tried again. */
  readonly onAgain?: (claim: string, against: readonly string[]) => void;
  readonly onEnd?: (proof: Proof) => void;
}

/**
 * Tries every part of every claim: several at once, and then, one after the other, those alone. What
 * seemed broken beside others is tried again alone: then the machine is quiet, and it counts.
 */
export async function proveAll(
  claims: readonly Claim[],
  { atOnce, onStart, onAgain, onEnd }: ProveAll,
): Promise<Proof[]> {
  const proofs: Proof[] = [];
  const tries = claims.map(({ claim, parts }) => ({ claim, parts, found: [] as Found[], ms: 0 }));
  const all = tries.flatMap((each) => each.parts.map((part) => ({ each, part })));
  const again: typeof all = [];
  const run = async ({ each, part }: (typeof all)[number], alone: boolean) => {
    onStart?.(each.claim);
    const start = performance.now();
    const found = await part.run();
    each.ms += performance.now() - start;
    if (found.against.length > 0 && !alone) {
      again.push({ each, part });
      onAgain?.(each.claim, found.against);
      return;
    }
    each.found.push(found);
    if (each.found.length < each.parts.length) return;
    const proof = proofOf(each.claim, each.found, each.ms / 1000);
    proofs.push(proof);
    onEnd?.(proof);
  };
  const queue = all.filter(({ part }) => !part.alone);
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next, false);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const loaded = all.filter(({ part }) => part.alone);
  for (const next of [...again, ...loaded]) await run(next, true);
  return proofs;
}

function proofOf(claim: string, found: readonly Found[], seconds: number): Proof {
  const against = found.flatMap((each) => each.against);
  const missing = new Set(found.flatMap((each) => each.missing ?? []));
  const noisy = found.flatMap((each) => each.undecided ?? []);
  const open = [...missing, ...(noisy.length > 0 ? [`${noisy.join(", ")} inconclusive`] : [])];
  const notRun = open.length > 0 && against.length === 0 && { notRun: open.join("; ") };
  return { claim, against, seconds, ...notRun };
}
