import path from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubeObject } from "./kube-object.ts";

const ORIGIN = "config.kubernetes.io/origin";
const MOST_OBJECTS = 1000;

const KubeObjectShape = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    annotations: z.record(z.string(), z.unknown()).optional(),
  }),
});
const Origin = z.object({ path: z.string().optional(), configuredIn: z.string().optional() });

/** Objects as kustomize prints them, with the files they come from and without its notes. */
export function readObjects(
  text: string,
  around: string,
  root: string,
): { objects: KubeObject[]; origins: Map<KubeObject, string>; problems: string[] } {
  const objects: KubeObject[] = [];
  const origins = new Map<KubeObject, string>();
  const problems: string[] = [];
  const documents = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  if (documents.length > MOST_OBJECTS) {
    return {
      objects,
      origins,
      problems: [`${documents.length} objects, and ${MOST_OBJECTS} are the most`],
    };
  }
  for (const document of documents) {
    const shape = KubeObjectShape.safeParse(document);
    if (!shape.success) {
      const [issue] = shape.error.issues;
      problems.push(`an object without ${issue?.path.join(".")}: ${JSON.stringify(document)}`);
      continue;
    }
    const object = shape.data as KubeObject;
    const origin = takeOrigin(object);
    if (origin !== undefined) {
      origins.set(
        object,
        path.relative(root, path.resolve(around, origin)).replaceAll(path.sep, "/"),
      );
    }
    objects.push(object);
  }
  return { objects, origins, problems };
}

function takeOrigin({ metadata }: KubeObject): string | undefined {
  const { annotations } = metadata;
  const noted = annotations?.[ORIGIN];
  if (annotations === undefined || noted === undefined) return undefined;
  delete annotations[ORIGIN];
  if (Object.keys(annotations).length === 0) delete metadata.annotations;
  const { path: from, configuredIn } = Origin.parse(parse(noted));
  return from ?? configuredIn;
}
