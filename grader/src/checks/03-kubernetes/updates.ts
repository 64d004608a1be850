import { demand } from "@workshop/serving/http-contract";
import { modelsOf } from "../../engines/cluster/models-of.ts";
import { undo } from "../../engines/cluster/undo.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import { ENDED_AT_ONCE } from "./ended-at-once.ts";
import { KILLED_AT_ONCE } from "./killed-at-once.ts";
import { NOISY, underTraffic } from "./lossless.ts";

export const updates: Check<KubernetesContext> = {
  id: "updates",
  title: "A rollout of another model and its undoing lose none of 10,000 requests",
  step: 7,
  points: 6,
  why: "Who fears deployments deploys seldom, and then much at once.",
  hints: [
    "Send requests while you roll out, and look at what failed, when, and on what connection.",
    "No old pod may go before a new one serves, and one that goes must serve on until nobody sends to it.",
    "maxUnavailable: 0, SHUTDOWN_DELAY_MS of some seconds, a grace period that is longer, and the API as process 1.",
  ],
  after: ["comes-up", "rollout", "settings-roll"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 120,
  deadlineMs: 480_000,
  retry: NOISY,
  mutants: [KILLED_AT_ONCE, ENDED_AT_ONCE],
  async run(context) {
    const deployed = await context.deployed();
    const { reached, namespace, apis } = deployed;
    const answering = async () => [...new Set((await modelsOf(deployed)).values())].join(", ");
    const before = await answering();
    const traffic = {
      what: "a rollout and its undoing",
      url: reached.url,
      rate: 150,
      least: 10_000,
    };
    return underTraffic(context, traffic, async () => {
      context.progress("rolling out MODEL=challenger");
      await deployed.apply(context.signal, { MODEL: "challenger" });
      await deployed.rolledOut(context.signal);
      const after = await answering();
      demand(after !== before, "another model version after the rollout", after);
      context.progress("kubectl rollout undo");
      for (const { object } of apis) await undo(namespace, object, context.signal);
      await deployed.rolledOut(context.signal);
      const again = await answering();
      demand(again === before, `${before} from every pod after kubectl rollout undo`, again);
      return [`${before}, then ${after}, then ${again} again`];
    });
  },
};
