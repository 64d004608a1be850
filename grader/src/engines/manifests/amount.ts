let loaded: Promise<(text: string | number) => number> | undefined;

/** Loads the reader of amounts such as `256Mi` (bytes) and `100m` (of a CPU). */
export function loadAmounts(): Promise<(text: string | number) => number> {
  loaded ??= import("@kubernetes/client-node/dist/util.js").then(
    ({ quantityToScalar }) =>
      (text: string | number) =>
        Number(quantityToScalar(String(text))),
  );
  return loaded;
}
