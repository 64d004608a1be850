import process from "node:process";
import type { KubeConfig } from "@kubernetes/client-node";
import { didYouMean } from "@workshop/serving/suggestion";
import type { Missing } from "../missing.ts";
import { callApi } from "./api-call.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { Cluster } from "./cluster.ts";
import { explainConnection } from "./explain-connection.ts";
import { type ReadConfig, readKubeconfig, START_ONE } from "./kubeconfig.ts";
import { isLocal } from "./local-address.ts";
import { OWN_CONTEXT, ownConfig } from "./own/own-config.ts";

/** A cluster that answers, or why there is none, with the cure. */
export type Found =
  | { readonly cluster: Cluster; readonly missing?: undefined }
  | { readonly cluster?: undefined; readonly missing: Missing };

export interface Wish {
  /** A context's name; WORKSHOP_CONTEXT unless told. */
  context?: string | undefined;
  /** Asks whether a cluster that is not on this machine may be used; without it, it may not. */
  confirm?: ((question: string) => Promise<boolean>) | undefined;
}

const ANSWER_MS = 8000;

/**
 * Finds the cluster to grade on: the context that is named; else the current one where it is local; else
 * the one that `npm run cluster` started; else the current one where somebody agrees to it. It has
 * answered, and lets this user make namespaces.
 */
export async function findCluster(wish: Wish = {}): Promise<Found> {
  const read = await readKubeconfig();
  const name = wish.context ?? process.env.WORKSHOP_CONTEXT ?? "";
  if (name === "") {
    const kept = await ownCluster();
    const found = await answering(read, (config) => current(config, kept ? {} : wish));
    return found.cluster ? found : (kept ?? found);
  }
  return answering(read, (config) => named(config, name));
}

type Unfit = Missing | undefined;

async function answering(
  read: ReadConfig,
  unfit: (config: KubeConfig) => Unfit | Promise<Unfit>,
): Promise<Found> {
  if ("missing" in read) return { missing: read.missing };
  const missing = (await unfit(read.config)) ?? (await silence(read.config));
  return missing ? { missing } : { cluster: new Cluster(read.config) };
}

/** The cluster that `npm run cluster` started; undefined where it did not. */
async function ownCluster(): Promise<Found | undefined> {
  const text = ownConfig();
  if (text === undefined) return undefined;
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(text);
  if ((await silence(config)) === undefined) return { cluster: new Cluster(config) };
  const reason = `the cluster that npm run cluster started does not answer (${OWN_CONTEXT})`;
  return { missing: { reason, cure: "npm run cluster stop, then npm run cluster." } };
}

/** Takes a context by its name, wherever its cluster is. */
function named(config: KubeConfig, name: string): Unfit {
  const names = config.contexts.map((each) => each.name);
  if (!names.includes(name)) {
    const known = names.length > 0 ? `; it has ${names.join(", ")}` : "";
    return {
      reason: `the kubeconfig has no context ${JSON.stringify(name)}${known}`,
      cure: `Name one of them.${didYouMean(name, names)} kubectl config get-contexts lists them.`,
    };
  }
  config.setCurrentContext(name);
  return undefined;
}

/** Takes the current context where that cannot be a mistake. */
async function current(config: KubeConfig, { confirm }: Wish): Promise<Unfit> {
  const { currentContext: name } = config;
  const server = config.getCurrentCluster()?.server;
  if (!name || server === undefined) {
    const names = config.contexts.map((each) => each.name);
    const reason = name
      ? `the current context ${name} names no cluster`
      : "the kubeconfig has no current context";
    const cure = names.length > 0 ? `kubectl config use-context ${names.join(" or ")}.` : START_ONE;
    return { reason, cure };
  }
  if (isLocal(name, server)) return undefined;
  const question =
    `The current context ${name} is a cluster elsewhere (${server}). Grading makes namespaces of ` +
    "its own there, and removes them. Use it?";
  if (await confirm?.(question)) return undefined;
  const cure = `If you mean it, say so: WORKSHOP_CONTEXT=${name}, or --context ${name}. ${START_ONE}`;
  return { reason: `the current context ${name} is a cluster elsewhere (${server})`, cure };
}

/** Why the cluster cannot be used although there is one. */
async function silence(config: KubeConfig): Promise<Unfit> {
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { verb: "create", resource: "namespaces" } },
  };
  try {
    const { text } = await callApi(config, {
      method: "POST",
      path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      body: review,
      deadlineMs: ANSWER_MS,
    });
    const { status } = JSON.parse(text) as { status?: { allowed?: boolean } };
    if (status?.allowed) return undefined;
    const denied = new ApiRefusal(403, "it may not make namespaces");
    return explainConnection(config, denied);
  } catch (error) {
    return explainConnection(config, error);
  }
}
