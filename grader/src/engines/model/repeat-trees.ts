/**
 * A LightGBM model with every tree `times` times and leaves `times` times smaller: the same
 * predictions at `times` times the cost. `times` must be a power of two, so that leaves divide
 * without rounding.
 */
export function repeatTrees(modelText: string, times: number): string {
  const [header = "", ...rest] = modelText.split(/^(?=Tree=)/m);
  const end = rest.at(-1)?.indexOf("end of trees") ?? -1;
  const last = rest.pop() ?? "";
  const trees = [...rest, last.slice(0, end)].map((tree) => divideLeaves(tree, times));
  const repeated = Array.from({ length: times }, () => trees)
    .flat()
    .map((tree, index) => tree.replace(/^Tree=\d+/, `Tree=${index}`));
  const sizes = repeated.map((tree) => Buffer.byteLength(tree)).join(" ");
  const sized = header.replace(/^tree_sizes=.*$/m, `tree_sizes=${sizes}`);
  return sized + repeated.join("") + last.slice(end);
}

function divideLeaves(tree: string, times: number): string {
  return tree.replace(/^leaf_value=(.*)$/m, (_line, values: string) => {
    const divided = values.split(" ").map((value) => String(Number(value) / times));
    return `leaf_value=${divided.join(" ")}`;
  });
}
