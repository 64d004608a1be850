import type { Attribute, Node, Tensor } from "./onnx.ts";

/** Collects nodes and constants; each method returns the name of the value it makes. */
export class GraphBuilder {
  readonly nodes: Node[] = [];
  readonly initializers: Record<string, Tensor> = {};

  /** Adds one operator of ONNX's own set, or of `domain`. */
  add(
    op: string,
    inputs: string[],
    output: string,
    attributes: Record<string, Attribute> = {},
    domain = "",
  ): string {
    this.nodes.push({ op, domain, inputs, output, attributes });
    return output;
  }

  scalar(name: string, value: number): string {
    this.initializers[name] = { shape: [], data: Float64Array.of(value) };
    return name;
  }

  indices(name: string, values: readonly number[]): string {
    this.initializers[name] = {
      shape: [values.length],
      data: BigInt64Array.from(values, BigInt),
    };
    return name;
  }
}
