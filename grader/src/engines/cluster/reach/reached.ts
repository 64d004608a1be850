import type { Target } from "@workshop/serving/http-contract";
import { apiTarget } from "../../api-target.ts";

/** Something in the cluster, reached from here at a port of 127.0.0.1. */
export interface Reached {
  readonly url: string;
  readonly port: number;
  /** For the HTTP contract's cases. */
  readonly target: Target;
  /** How: for progress and evidence. */
  readonly way: string;
  close(): Promise<void>;
}

export function reached(port: number, way: string, close: () => Promise<void>): Reached {
  const url = `http://127.0.0.1:${port}`;
  return { url, port, way, close, target: apiTarget({ url, port, ended: () => undefined }) };
}
