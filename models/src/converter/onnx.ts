import type { Message } from "./protobuf.ts";

/**
 * ONNX's messages, with the field numbers of onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */

export interface Model {
  irVersion: number;
  /** Versions of the operator sets, by domain; "" is ONNX's own. */
  opsets: Record<string, number>;
  producer: { name: string; version: string };
  doc: string;
  metadata: Record<string, string>;
  graph: Graph;
}

export interface Graph {
  name: string;
  nodes: Node[];
  initializers: Record<string, Tensor>;
  inputs: ValueInfo[];
  outputs: ValueInfo[];
}

export interface Node {
  op: string;
  domain?: string;
  inputs: string[];
  output: string;
  attributes?: Record<string, Attribute>;
}

export type Attribute = number | number[] | Tensor;

/** Float64, int64 or uint8 by its array. */
export interface Tensor {
  shape: number[];
  data: Float64Array | BigInt64Array | Uint8Array;
}

/** A float64 tensor; a string is a dimension that is free. */
export interface ValueInfo {
  name: string;
  shape: (number | string)[];
  doc: string;
}

const UINT8 = 2;
const INT64 = 7;
const DOUBLE = 11;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_TENSOR = 4;
const ATTRIBUTE_INTS = 7;

export function modelProto(model: Model): Message {
  return (fields) => {
    fields.integer(1, model.irVersion);
    fields.text(2, model.producer.name);
    fields.text(3, model.producer.version);
    fields.text(6, model.doc);
    fields.message(7, graphProto(model.graph));
    for (const [domain, version] of Object.entries(model.opsets)) {
      fields.message(8, (opset) => {
        opset.text(1, domain);
        opset.integer(2, version);
      });
    }
    for (const [key, value] of Object.entries(model.metadata)) {
      fields.message(14, (entry) => {
        entry.text(1, key);
        entry.text(2, value);
      });
    }
  };
}

function graphProto(graph: Graph): Message {
  return (fields) => {
    for (const node of graph.nodes) fields.message(1, nodeProto(node));
    fields.text(2, graph.name);
    for (const [name, tensor] of Object.entries(graph.initializers)) {
      fields.message(5, tensorProto(tensor, name));
    }
    for (const input of graph.inputs) fields.message(11, valueInfoProto(input));
    for (const output of graph.outputs) fields.message(12, valueInfoProto(output));
  };
}

function nodeProto({ op, domain, inputs, output, attributes = {} }: Node): Message {
  return (fields) => {
    for (const input of inputs) fields.text(1, input);
    fields.text(2, output);
    fields.text(3, output);
    fields.text(4, op);
    for (const [name, value] of Object.entries(attributes)) {
      fields.message(5, attributeProto(name, value));
    }
    if (domain) fields.text(7, domain);
  };
}

function attributeProto(name: string, value: Attribute): Message {
  return (fields) => {
    fields.text(1, name);
    if (typeof value === "number") {
      fields.integer(3, value);
      fields.integer(20, ATTRIBUTE_INT);
    } else if (Array.isArray(value)) {
      for (const each of value) fields.integer(8, each);
      fields.integer(20, ATTRIBUTE_INTS);
    } else {
      fields.message(5, tensorProto(value, name));
      fields.integer(20, ATTRIBUTE_TENSOR);
    }
  };
}

function tensorProto({ shape, data }: Tensor, name: string): Message {
  return (fields) => {
    for (const size of shape) fields.integer(1, size);
    fields.integer(2, elementType(data));
    fields.text(8, name);
    fields.bytes(9, littleEndian(data));
  };
}

function valueInfoProto({ name, shape, doc }: ValueInfo): Message {
  return (fields) => {
    fields.text(1, name);
    fields.message(2, (type) =>
      type.message(1, (tensor) => {
        tensor.integer(1, DOUBLE);
        tensor.message(2, (dimensions) => {
          for (const size of shape) {
            dimensions.message(1, (dimension) => {
              if (typeof size === "number") dimension.integer(1, size);
              else dimension.text(2, size);
            });
          }
        });
      }),
    );
    fields.text(3, doc);
  };
}

function elementType(data: Tensor["data"]): number {
  if (data instanceof Float64Array) return DOUBLE;
  return data instanceof BigInt64Array ? INT64 : UINT8;
}

function littleEndian(data: Tensor["data"]): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const bytes = new Uint8Array(data.byteLength);
  const view = new DataView(bytes.buffer);
  data.forEach((value: number | bigint, index: number) => {
    if (typeof value === "bigint") view.setBigInt64(index * 8, value, true);
    else view.setFloat64(index * 8, value, true);
  });
  return bytes;
}
