import { loadAmounts } from "../../engines/manifests/amount.ts";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { containersOf, workloadsOf } from "../../engines/manifests/workloads.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

const MIB = 2 ** 20;
const LEAST_MIB = 128;
const MOST_MIB = 1024;
const MOST_CPU = 1;

export const resources: Check<ManifestsContext> = {
  id: "resources",
  title:
    "Every container requests CPU and memory and has a limit of memory (read from the manifests)",
  step: 4,
  points: 3,
  why: "Without requests the scheduler packs blindly; without limits one leak takes the node down.",
  hints: [
    "What did docker stats say in exercise 2, and which limits did the API live within there?",
    "A request is what is kept free for you, a limit what you are stopped at. Memory cannot be taken back.",
    "requests: cpu 150m, memory 256Mi; limits: memory 256Mi.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  load: loadAmounts,
  mutants: [
    {
      title: "has no limit of memory",
      edits: {
        "base/deployment.yaml": [
          {
            find: '              cpu: "1"\n              memory: 256Mi\n',
            replace: '              cpu: "1"\n',
          },
        ],
      },
    },
    {
      title: "asks for four CPUs a pod",
      edits: {
        "base/deployment.yaml": [
          { find: "cpu: 150m", replace: 'cpu: "4"' },
          { find: 'cpu: "1"', replace: 'cpu: "4"' },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    const amount = await loadAmounts();
    const apis = apiWorkloads(manifests).map(({ api }) => api.container);
    const problems = workloadsOf(manifests).flatMap((workload) =>
      containersOf(workload).flatMap(({ container, path }) => {
        const { requests = {}, limits = {} } = container.resources ?? {};
        const at = manifests.at(workload.object, [...path, "resources"]);
        const say = (text: string) => `${at}: container ${container.name} ${text}`;
        if (!limits.memory) return [say("has no limit of memory")];
        // Kubernetes takes the limit for the request where that is missing.
        const cpu = requests.cpu ?? limits.cpu;
        if (!cpu) return [say("requests no CPU")];
        if (!apis.includes(container)) return [];
        const wanted = amount(requests.memory ?? limits.memory) / MIB;
        const most = amount(limits.memory) / MIB;
        if (wanted < LEAST_MIB)
          return [say(`requests ${wanted} MiB, and needs about ${LEAST_MIB}`)];
        if (most > MOST_MIB) return [say(`may take ${most} MiB, four times what it needs`)];
        if (amount(cpu) > MOST_CPU)
          return [say(`requests ${amount(cpu)} CPUs, and one process uses one`)];
        return [];
      }),
    );
    demandNone("requests and limits from what exercise 2 measured", problems);
    return undefined;
  },
};
