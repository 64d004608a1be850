/** The part of the global that add-leaves.ts uses; @types/node has none, and lib.dom has too much. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    constructor(pages: { initial: number });
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>;
    constructor(module: Module, imports: Record<string, Record<string, Memory | number>>);
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
