/** Where released models are kept. The folder of this repository is one; others follow it. */
export interface ModelStore {
  /** For messages: what this is and where. */
  readonly description: string;
  /**
   * The version that an alias, a version or a semver range stands for now.
   * @throws ModelLoadError `missing`, naming what there is.
   */
  resolve(selector: string): Promise<string>;
  /**
   * The bytes of one file of a release.
   * @throws ModelLoadError `missing` or `unreadable`.
   */
  read(version: string, file: string): Promise<Uint8Array>;
}
