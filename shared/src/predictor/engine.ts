/** Something that scores rows. Two exist: ONNX Runtime and the typed-array tree walk. */
export interface Engine {
  readonly name: EngineName;
  /** Columns a row must have. */
  readonly features: number;
  /** Numbers per row in the result: 1, or the number of classes. */
  readonly outputs: number;
  /**
   * Scores `count` rows.
   * @param rows row-major float64, at least count × features long; not kept, not changed.
   * @returns row-major float64, count × outputs long.
   */
  run(rows: Float64Array, count: number): Float64Array | Promise<Float64Array>;
  close(): Promise<void>;
}

export const ENGINE_NAMES = ["walker", "onnx"] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];
