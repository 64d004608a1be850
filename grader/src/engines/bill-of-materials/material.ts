/** One thing that is in an image, with where. */
export interface Material {
  readonly kind: "npm" | "deb" | "node";
  /** "fastify", "@fastify/cors", "libc6", "node" */
  readonly name: string;
  readonly version: string;
  /** The file that says so, from the image's root, without a slash before it. */
  readonly path: string;
  /** An SPDX expression, or what the package says instead. */
  readonly licence?: string;
  /** It belongs to the npm that a base image brings, and not to what the API runs. */
  readonly ofBase?: true;
  /** Of a Debian package: "debian" or "ubuntu". */
  readonly distribution?: string;
  /** It lies outside node_modules: the API's own code. */
  readonly own?: true;
}
