import type { Manifest } from "../manifest.ts";

/** Answers with the pod's name; SIGTERM ends it once its connections have ended. */
export const SERVER =
  'const server = require("http").createServer((q, s) => { console.log(q.url); s.end(process.env.HOSTNAME); }).listen(8000);' +
  'process.on("SIGTERM", () => server.close(() => process.exit(0)));';

export interface DeploymentOf {
  readonly image: string;
  readonly script?: string;
  readonly replicas?: number;
  /** Fields of its container on top of the usual ones. */
  readonly container?: object;
}

/** A Deployment `api` that the restricted Pod Security Standard admits. */
export function deployment(of: DeploymentOf): Manifest {
  const { image, script = SERVER, replicas = 1, container = {} } = of;
  const labels = { app: "api" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "api" },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: 2,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_534,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name: "api",
              image,
              imagePullPolicy: "IfNotPresent",
              command: ["node", "-e", script],
              readinessProbe: { tcpSocket: { port: 8000 }, periodSeconds: 1 },
              resources: { requests: { cpu: "10m", memory: "32Mi" } },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
              ...container,
            },
          ],
        },
      },
    },
  };
}

/** A Service `api` for it, on port 80. */
export const SERVICE: Manifest = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "api" },
  spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8000 }] },
};
