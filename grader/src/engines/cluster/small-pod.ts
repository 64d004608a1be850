/** A pod of the grader's own. */
export interface SmallPod {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: "Never" | "IfNotPresent";
  readonly command?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** The node to put it on, past the scheduler. */
  readonly node?: string;
  /** A port that it is ready on. */
  readonly port?: number;
}

/** A pod that the restricted Pod Security Standard admits, and that takes next to nothing. */
export function smallPod(pod: SmallPod) {
  const { name, image, imagePullPolicy = "IfNotPresent", command, labels = {}, node, port } = pod;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels },
    spec: {
      ...(node !== undefined && { nodeName: node }),
      restartPolicy: "Never",
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65_534,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: [
        {
          name: "main",
          image,
          imagePullPolicy,
          ...(command && { command: [...command] }),
          ...(port !== undefined && {
            readinessProbe: { tcpSocket: { port }, periodSeconds: 1 },
          }),
          resources: { limits: { memory: "256Mi" }, requests: { memory: "16Mi" } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  };
}
