import {
  type Document,
  type DocumentOptions,
  LineCounter,
  type ParseOptions,
  parseAllDocuments,
  type SchemaOptions,
} from "yaml";
import { lineIn, type YamlPath } from "../../docker/yaml-line.ts";
import type { LineOf, Manifest } from "../manifest.ts";
import type { Allowed } from "./danger.ts";
import { mapping } from "./field.ts";
import { ManifestsRefused } from "./manifests-refused.ts";
import { dangersIn } from "./object-dangers.ts";

const OBJECTS = 50;
const BYTES = 1_000_000;

/** Kubernetes reads YAML 1.1, so that 0644 is octal, but neither times of day nor dates. */
const AS_KUBECTL: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  merge: true,
  customTags: (tags) =>
    tags.filter(
      (tag) =>
        typeof tag === "string" ||
        (!("format" in tag && tag.format === "TIME") && !tag.tag.endsWith(":timestamp")),
    ),
};

/** Manifests that may be applied, with the way to their lines. */
export interface Judged {
  readonly manifests: readonly Manifest[];
  readonly lineOf: LineOf;
}

/**
 * Reads manifests, and judges them before anything is applied: kinds, namespace, images, and what
 * pods ask of their node. The lines it names are those of the text.
 * @throws ManifestsRefused with every reason
 */
export function judgeManifests(text: string, allowed: Allowed): Judged {
  if (text.length > BYTES) {
    throw new ManifestsRefused([
      `the manifests are ${text.length} bytes, and at most ${BYTES} are read`,
    ]);
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { ...AS_KUBECTL, lineCounter: lines });
  const parsed = Array.isArray(documents) ? documents : [];
  const broken = parsed.flatMap(({ errors }) => errors);
  if (broken.length > 0) {
    throw new ManifestsRefused(
      broken.map(({ linePos, message }) => `line ${linePos?.[0].line}: ${message.split("\n")[0]}`),
    );
  }
  const objects = parsed.filter(({ contents }) => contents !== null);
  if (objects.length === 0) throw new ManifestsRefused(["there is no manifest to apply"]);
  if (objects.length > OBJECTS) {
    throw new ManifestsRefused([
      `there are ${objects.length} objects, and at most ${OBJECTS} are applied`,
    ]);
  }
  const read = new Map<Manifest, Document>();
  const reasons: string[] = [];
  for (const document of objects) {
    const object = mapping(plain(document));
    const at = (path: YamlPath) =>
      `line ${lineIn(document, lines, path) ?? lines.linePos(document.range?.[0] ?? 0).line}`;
    reasons.push(
      ...dangersIn(object, allowed).map(({ at: path, reason }) => `${at(path)}: ${reason}`),
    );
    read.set(object as unknown as Manifest, document);
  }
  if (reasons.length > 0) throw new ManifestsRefused(reasons);
  return {
    manifests: [...read.keys()],
    lineOf(manifest, field) {
      const document = read.get(manifest);
      return document && lineIn(document, lines, field ? pathIn(field) : ["kind"]);
    },
  };
}

/** @throws ManifestsRefused where aliases would multiply without end */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new ManifestsRefused([error instanceof Error ? error.message : String(error)]);
  }
}

/** Reads spec.containers[0].image. */
function pathIn(field: string): YamlPath {
  return [...field.matchAll(/[^.[\]]+/g)].map(([word]) =>
    /^\d+$/.test(word) ? Number(word) : word,
  );
}
