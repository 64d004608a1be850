import { apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import type { Manifests } from "../../engines/manifests/manifests.ts";
import { ManifestsFailed } from "../../engines/manifests/manifests-failed.ts";
import { secretsWanted } from "../../engines/manifests/secrets.ts";
import { containersOf, workloadsOf } from "../../engines/manifests/workloads.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

const SECRET_NAME = /passw|secret|token(?!i)|api_?key|private_?key|credential/i;
const PASSWORD_IN_URL = /:\/\/[^/\s:@]*:(?!\$\()[^/\s@]+@/;
const PASSWORD_OPTION = /^--?(requirepass|password|pass|token)$/i;

export const secrets: Check<ManifestsContext> = {
  id: "secrets",
  title: "Passwords are referenced from a Secret and stand in no manifest",
  step: 3,
  points: 3,
  why: "What is once in git stays in git; base64 is no lock.",
  hints: [
    "Which values would you not send to a colleague by mail? Look for them in what is rendered.",
    "A Secret is made by whoever may know the value; manifests only say its name.",
    "env: valueFrom: secretKeyRef, and $(NAME) in another variable's value to build a URL from it.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "has a password in a URL",
      edits: {
        "base/deployment.yaml": [
          { find: "redis://:$(CACHE_PASSWORD)@", replace: "redis://:correct-horse@" },
        ],
      },
    },
    {
      title: "has a Secret in git",
      edits: {
        "base/service-account.yaml": [
          {
            find: "automountServiceAccountToken: false\n",
            replace:
              "automountServiceAccountToken: false\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: workshop-cache\nstringData:\n  password: correct-horse\n",
          },
        ],
      },
    },
  ],
  async run(context) {
    for (const overlay of ["local", "eks"] as const) {
      const manifests = await context.manifests(overlay);
      const problems = [
        ...secretObjects(manifests),
        ...settings(manifests),
        ...variables(manifests),
      ];
      if (secretsWanted(apiWorkloads(manifests)).length === 0) {
        problems.push(
          "no pod of the API refers to a Secret: where does it get Redis's password from?",
        );
      }
      // What was found is not repeated: reports are passed on.
      if (problems.length > 0) {
        throw new ManifestsFailed("Secrets that are referenced, and no value of one", problems);
      }
    }
    return undefined;
  },
};

function secretObjects(manifests: Manifests): string[] {
  return manifests
    .of("Secret")
    .filter(({ data, stringData }) => Object.keys({ ...data, ...stringData }).length > 0)
    .map((secret) => `${manifests.at(secret)}: ${nameOf(secret)} holds values`);
}

function settings(manifests: Manifests): string[] {
  return manifests.of("ConfigMap").flatMap((object) =>
    Object.entries(object.data ?? {})
      .filter(([key, value]) => isSecret(key, value))
      .map(([key]) => `${manifests.at(object)}: ${nameOf(object)}: ${key} belongs into a Secret`),
  );
}

function variables(manifests: Manifests): string[] {
  return workloadsOf(manifests).flatMap((workload) =>
    containersOf(workload).flatMap(({ container, path }) => {
      const where = (...more: readonly (string | number)[]) =>
        manifests.at(workload.object, [...path, ...more]);
      const inEnv = (container.env ?? []).flatMap(({ name, value }, index) =>
        value !== undefined && isSecret(name, value)
          ? [`${where("env", index)}: ${name} holds a secret value`]
          : [],
      );
      const words = [...(container.command ?? []), ...(container.args ?? [])];
      const inWords = words.some(
        (word, index) =>
          PASSWORD_IN_URL.test(word) ||
          (PASSWORD_OPTION.test(word) && !isReference(words[index + 1] ?? "")),
      );
      return inWords ? [...inEnv, `${where("args")}: a secret value among the arguments`] : inEnv;
    }),
  );
}

function isSecret(name: string, value: string): boolean {
  if (PASSWORD_IN_URL.test(value)) return true;
  return SECRET_NAME.test(name) && value !== "" && !isReference(value) && !/FILE$/i.test(name);
}

function isReference(value: string): boolean {
  return /^\$\(\w+\)$/.test(value);
}
