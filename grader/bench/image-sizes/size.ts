/** What one variant of the image weighs and takes. */
export interface Size {
  readonly decision: string;
  /** Bytes of all layers. */
  readonly unpacked: number;
  /** Bytes of all layers as a registry keeps them, gzipped one by one. */
  readonly compressed: number;
  /** Milliseconds of a build from nothing but the base image. */
  readonly buildMs: number;
  /** Milliseconds of the next build, after a change of the code. */
  readonly rebuildMs: number;
}
