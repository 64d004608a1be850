import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

/** Where those look who may look at everything but Secrets. */
const KINDS = ["ConfigMap", "Deployment", "StatefulSet", "ReplicaSet", "Pod", "Event"] as const;

export const secretHidden: Check<KubernetesContext> = {
  id: "secret-hidden",
  title: "The Secret's value stands in no object but the Secret, and in no log",
  step: 3,
  points: 3,
  why: "Logs and descriptions are copied into tickets and chats; a password in one is everybody's.",
  hints: [
    "Search the logs and kubectl get -o yaml for the password.",
    "A reference stays a reference in every object; what a process is given it must not print.",
    "valueFrom: secretKeyRef, and no echo of it, neither of a URL that contains it.",
  ],
  after: ["comes-up", "secrets"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  deadlineMs: 120_000,
  mutants: [
    {
      title: "prints the URL of its cache when it starts",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          image: workshop-api\n",
            replace:
              '          image: workshop-api\n          command: ["/bin/sh", "-c", "echo caching in $CACHE_URL; exec node src/server.ts"]\n',
          },
        ],
      },
    },
  ],
  async run(context) {
    const { namespace, secrets } = await context.deployed();
    demand(secrets.size > 0, "a password that a pod gets by secretKeyRef", "none");
    const places: [where: string, text: string][] = [];
    for (const kind of KINDS) {
      for (const object of await namespace.list(kind)) {
        places.push([`${kind} ${object.metadata?.name}`, JSON.stringify(object)]);
      }
    }
    for (const { metadata, spec } of await namespace.pods()) {
      const pod = metadata?.name ?? "";
      for (const { name } of [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]) {
        const lines = await namespace.logs(pod, { container: name, lines: 2000 });
        places.push([`the log of ${pod}, ${name}`, lines.join("\n")]);
      }
    }
    const found = [...secrets].flatMap(([secret, value]) =>
      places.filter(([, text]) => text.includes(value)).map(([where]) => `${where} has ${secret}`),
    );
    if (found.length === 0) return { lines: [`looked into ${places.length} objects and logs`] };
    const [first] = found;
    throw new CheckFailure("the Secret's value in the Secret alone", `${first}`, { lines: found });
  },
};
