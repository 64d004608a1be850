import path from "node:path";
import { CHECKS as API } from "../checks/01-api/index.ts";
import { CHECKS as DOCKER } from "../checks/02-docker/index.ts";
import { CHECKS as KUBERNETES } from "../checks/03-kubernetes/index.ts";
import type { AnyCheck, Check } from "../checks/check.ts";
import type { DockerContext } from "../checks/docker-context.ts";
import type { KubernetesContext } from "../checks/kubernetes-context.ts";
import {
  type ContextSession,
  type Session,
  type SessionOptions,
  sessionFor,
} from "../grade/session.ts";
import { ROOT } from "./root.ts";

/** A part of an exercise: one section of its lesson, and the checks that look at it. */
export interface Step {
  readonly number: number;
  readonly title: string;
  readonly minutes: number;
}

export interface Exercise {
  readonly number: number;
  readonly slug: string;
  /** Folder name below exercises/ and solutions/. */
  readonly folder: string;
  readonly title: string;
  readonly minutes: number;
  /** Empty until its starter, solution and checks are there. */
  readonly steps: readonly Step[];
  readonly checks: readonly AnyCheck[];
  /** How many of its checks may run at once, where that is not the usual. */
  readonly concurrency?: number;
  /** The file that its stacks of containers come from, and the step whose checks start them. */
  readonly stacks?: { readonly file: string; readonly step: number };
  /** A digest of what its dear checks run; watch runs these only where it has changed. */
  readonly applied?: (folder: string) => Promise<string>;
  /** Opens what its checks look at, for one submission. */
  readonly open: (options: SessionOptions) => Promise<Session>;
}

/** The course, in order; each exercise builds on those before it. */
export const EXERCISES: readonly Exercise[] = [
  {
    ...exercise(1, "api", "Build the prediction API", 60, [
      ["Health and readiness", 5],
      ["The first prediction", 10],
      ["Validation and errors", 15],
      ["Batch", 5],
      ["Documents and metrics", 10],
      ["Stop, overload, missing parts", 10],
      ["Speed", 5],
    ]),
    ...graded(API, async (options) => {
      const { ApiSession } = await import("../grade/api-session.ts");
      return new ApiSession(options);
    }),
  },
  {
    ...exercise(2, "docker", "Put it in a container", 45, [
      ["It runs", 5],
      ["Small and layered", 10],
      ["Safe", 10],
      ["Alive", 8],
      ["Limits", 5],
      ["Compose", 7],
    ]),
    stacks: { file: "compose.yaml", step: 6 },
    ...graded<DockerContext>(DOCKER, async (options) => {
      const { openDockerSession } = await import("../grade/open-docker-session.ts");
      return openDockerSession(options, API);
    }),
  },
  {
    ...exercise(3, "kubernetes", "Run it on Kubernetes", 60, [
      ["Find what is wrong", 8],
      ["Probes", 10],
      ["Configuration", 8],
      ["Resources and security", 10],
      ["Service and balance", 8],
      ["Scaling", 8],
      ["Change without a pause", 8],
    ]),
    concurrency: 1,
    applied: async (folder) => {
      const { renderedDigest } = await import("../engines/manifests/rendered-digest.ts");
      return renderedDigest(folder, "local");
    },
    ...graded<KubernetesContext>(KUBERNETES, async (options) => {
      const { openKubernetesSession } = await import("../grade/open-kubernetes-session.ts");
      return openKubernetesSession(options, { api: API, docker: DOCKER });
    }),
  },
  exercise(4, "pipeline", "Ship it by pipeline", 60),
  exercise(5, "monitoring", "Watch it", 60),
  exercise(6, "end-to-end", "End to end", 75),
];

function exercise(
  number: number,
  slug: string,
  title: string,
  minutes: number,
  steps: readonly (readonly [title: string, minutes: number])[] = [],
): Exercise {
  return {
    number,
    slug,
    folder: `0${number}-${slug}`,
    title,
    minutes,
    ...graded<never>([], () => Promise.reject(new Error(`Exercise ${number} has no checks yet.`))),
    steps: steps.map(([name, takes], index) => ({
      number: index + 1,
      title: name,
      minutes: takes,
    })),
  };
}

/** Checks with the session that gives them what they need. */
function graded<Context>(
  checks: readonly Check<Context>[],
  open: (options: SessionOptions) => Promise<ContextSession<Context>>,
): Pick<Exercise, "checks" | "open"> {
  return { checks, open: async (options) => sessionFor(checks, await open(options)) };
}

/** Finds an exercise by number, slug or folder. */
export function findExercise(name: string): Exercise | undefined {
  const wanted = path.basename(name).toLowerCase();
  return EXERCISES.find(
    (each) => String(each.number) === wanted || each.slug === wanted || each.folder === wanted,
  );
}

/** Where an exercise's own or supplied files are. */
export function folderOf(exercise: Exercise, of: "exercises" | "solutions"): string {
  return path.join(ROOT, of, exercise.folder);
}

/** The lesson's place for a check's step. */
export function lessonLink(exercise: Exercise, step: number): string {
  const title = exercise.steps[step - 1]?.title ?? "";
  const words = `step ${step}: ${title}`.toLowerCase().replace(/[^a-z0-9 -]/g, "");
  return `exercises/${exercise.folder}/README.md#${words.replaceAll(" ", "-")}`;
}
