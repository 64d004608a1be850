import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** Writes the fields of one protobuf message. */
export type Message = (fields: FieldWriter) => void;

/** The few kinds of protobuf fields that ONNX needs, each by its field number. */
export class FieldWriter {
  readonly #writer = new BinaryWriter();

  text(number: number, value: string): void {
    this.#writer.tag(number, WireType.LengthDelimited).string(value);
  }

  integer(number: number, value: number): void {
    this.#writer.tag(number, WireType.Varint).int64(value);
  }

  bytes(number: number, value: Uint8Array): void {
    this.#writer.tag(number, WireType.LengthDelimited).bytes(value);
  }

  message(number: number, value: Message): void {
    this.bytes(number, encode(value));
  }

  finish(): Uint8Array {
    return this.#writer.finish();
  }
}

export function encode(message: Message): Uint8Array {
  const fields = new FieldWriter();
  message(fields);
  return fields.finish();
}
