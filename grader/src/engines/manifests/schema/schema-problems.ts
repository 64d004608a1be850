import { didYouMean } from "@workshop/serving/suggestion";
import { nameOf } from "../kube-object.ts";
import type { Manifests } from "../manifests.ts";
import { fieldProblems } from "./field-problems.ts";
import { isCustom, KINDS } from "./kinds.ts";
import { loadModels } from "./models.ts";

/**
 * What a strict API server would refuse: unknown kinds and fields, values of another type. Each with
 * the place where it was written. What a field needs and which values it takes, only a server knows.
 */
export async function schemaProblems(manifests: Manifests): Promise<string[]> {
  const models = await loadModels();
  return manifests.objects.flatMap((object) => {
    const { apiVersion, kind } = object;
    const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (known === undefined) {
      if (isCustom(apiVersion)) return [];
      const guess = didYouMean(kind, Object.keys(KINDS));
      return [`${manifests.at(object, ["kind"])}: kind ${kind} is not known.${guess}`];
    }
    if (known.apiVersion !== apiVersion) {
      const at = manifests.at(object, ["apiVersion"]);
      return [`${at}: ${kind} is of ${known.apiVersion}, not of ${apiVersion}`];
    }
    return fieldProblems(models, known.model, object).map(({ path, problem }) => {
      return `${manifests.at(object, path)}: ${nameOf(object)}: ${problem}`;
    });
  });
}
