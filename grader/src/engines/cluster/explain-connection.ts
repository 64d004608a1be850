import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { KubeConfig } from "@kubernetes/client-node";
import { shorten } from "../docker/shorten.ts";
import type { Missing } from "../missing.ts";
import { ApiRefusal } from "./api-refusal.ts";

const LATE = new Set(["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ABORT_ERR", "TimeoutError"]);

/** Why the API server of the current context did not answer as it should, and the cure. */
export function explainConnection(config: KubeConfig, error: unknown): Missing {
  const context = config.currentContext;
  const server = config.getCurrentCluster()?.server ?? "";
  const { code = "", name, message } = error as Error & { code?: string };
  const at = `the cluster of context ${context} (${server})`;
  const look = `See that kubectl --context ${context} get nodes answers.`;
  const again = `Start the cluster again, or choose another context. ${look}`;
  if (error instanceof ApiRefusal && (error.status === 401 || error.status === 403)) {
    return explainRefusal(config, error, at);
  }
  if (code === "ECONNREFUSED") {
    return { reason: `nothing listens at the address of ${at}`, cure: again };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const cure = `Check the name, the network and the VPN. ${look}`;
    return { reason: `the name in the address of ${at} is not known`, cure };
  }
  if (LATE.has(code) || LATE.has(name)) {
    const cure = `Check the network and the VPN, or start the cluster. ${look}`;
    return { reason: `${at} cannot be reached`, cure };
  }
  if (code === "CERT_HAS_EXPIRED") {
    return { reason: `the certificate of ${at} has expired`, cure: renewal(context) };
  }
  if (/CERT|SIGNATURE|ALTNAME|SSL|TLS/.test(code)) {
    const cure = `The kubeconfig may be of an older cluster at the same address. ${renewal(context)}`;
    return {
      reason: `the certificate of ${at} is not the one the kubeconfig expects (${code})`,
      cure,
    };
  }
  return { reason: `${at} does not answer: ${shorten(message)}`, cure: look };
}

function explainRefusal(config: KubeConfig, { status, message }: ApiRefusal, at: string): Missing {
  const { currentContext: context } = config;
  const expired = expiryOf(config);
  if (status === 401 && expired) {
    const reason = `the user's certificate for ${at} expired on ${expired.toISOString().slice(0, 10)}`;
    return { reason, cure: renewal(context) };
  }
  if (status === 401) {
    const cure = `Log in to the cluster again; kubectl --context ${context} auth whoami says who you are.`;
    return { reason: `${at} does not know this user (401)`, cure };
  }
  const cure = "Ask for the right to make namespaces, or use a local cluster.";
  return { reason: `this user may not use ${at}: ${shorten(message)}`, cure };
}

/** How each local tool issues new certificates. */
function renewal(context: string): string {
  const [, tool, cluster = ""] = /^(kind|k3d)-(.*)$/.exec(context) ?? [];
  if (tool === "kind")
    return `kind delete cluster --name ${cluster}; kind create cluster --name ${cluster}.`;
  if (tool === "k3d") return `k3d cluster stop ${cluster}; k3d cluster start ${cluster}.`;
  if (context === "minikube") return "minikube stop; minikube start.";
  if (context === "docker-desktop") return "Reset Kubernetes in Docker Desktop's settings.";
  return "Get a new kubeconfig from whoever runs the cluster.";
}

/** When the client's certificate expired; undefined where it has none, or a good one. */
function expiryOf(config: KubeConfig): Date | undefined {
  const { certData, certFile } = config.getCurrentUser() ?? {};
  try {
    const pem = certData ? Buffer.from(certData, "base64") : readFileSync(certFile ?? "");
    const { validToDate } = new X509Certificate(pem);
    return validToDate.getTime() < Date.now() ? validToDate : undefined;
  } catch {
    return undefined;
  }
}
