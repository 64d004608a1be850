/** A way to get an image from Docker into a cluster. */
export interface ImageAdapter {
  /** As it stands in messages: "kind load docker-image". */
  readonly name: string;
  /**
   * Brings an image in. Returns what pods must name.
   * @throws NotRun
   */
  load(image: string, signal?: AbortSignal): Promise<string>;
  /**
   * Takes an image out of the cluster's nodes, where the adapter can.
   * @throws NotRun
   */
  readonly remove?: (image: string, signal?: AbortSignal) => Promise<void>;
}

/** What to set where no adapter fits. */
export const OTHER_WAYS =
  "Set WORKSHOP_REGISTRY to a registry that the cluster pulls from (such as localhost:5000), or " +
  "WORKSHOP_LOAD_IMAGE to a command that brings an image in; it gets the image's name as its last " +
  "argument.";
