import {
  type Document,
  type DocumentOptions,
  LineCounter,
  type ParseOptions,
  parseAllDocuments,
  type SchemaOptions,
} from "yaml";
import { lineIn } from "../../docker/yaml-line.ts";
import type { Manifest, PlaceOf } from "../manifest.ts";
import { mapping } from "./field.ts";
import { ManifestsRefused } from "./manifests-refused.ts";

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

/** The documents of a text, and the way to their lines. They are not judged yet. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly placeOf: PlaceOf;
}

/** @throws ManifestsRefused where the text is no YAML, or too much of it */
export function readManifests(text: string): ReadManifests {
  if (text.length > BYTES) {
    throw new ManifestsRefused([`there are ${text.length} bytes, and at most ${BYTES} are read`]);
  }
  const lines = new LineCounter();
  const found = parseAllDocuments(text, { ...AS_KUBECTL, lineCounter: lines });
  const documents: readonly Document[] = Array.isArray(found) ? found : [];
  const broken = documents.flatMap(({ errors }) => errors);
  if (broken.length > 0) {
    throw new ManifestsRefused(
      broken.map(({ linePos, message }) => `line ${linePos?.[0].line}: ${message.split("\n")[0]}`),
    );
  }
  const read = new Map(
    documents
      .filter(({ contents }) => contents !== null)
      .map((document) => [mapping(plain(document)) as unknown as Manifest, document]),
  );
  return {
    manifests: [...read.keys()],
    placeOf(manifest, path) {
      const document = read.get(manifest);
      const line = document && lineIn(document, lines, path);
      return `line ${line ?? lines.linePos(document?.range?.[0] ?? 0).line}`;
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
