import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { expect, it } from "vitest";
import { cyclonedx } from "./cyclonedx.ts";
import type { Material } from "./material.ts";

const MATERIALS: Material[] = [
  { kind: "npm", name: "fastify", version: "5.1.0", path: "a/package.json", licence: "MIT" },
  {
    kind: "npm",
    name: "@fastify/cors",
    version: "11.0.0",
    path: "b/package.json",
    licence: "mine",
  },
  { kind: "npm", name: "qs", version: "6.5.2", path: "c/package.json", licence: "(MIT OR X11)" },
  { kind: "npm", name: "qs", version: "6.5.2", path: "d/package.json" },
  { kind: "npm", name: "@workshop/api", version: "0.1.0", path: "e/package.json", own: true },
  { kind: "node", name: "node", version: "24.21.0", path: "usr/local/bin/node" },
  { kind: "deb", name: "libc6", version: "2.36-9+deb12u7", path: "f", distribution: "debian" },
];
const SUBJECT = { name: "workshop-api", id: "sha256:0123" };

/** The schemas that the library ships, those that CycloneDX publishes. */
function schema(name: string): object {
  const main = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json");
  const file = path.join(path.dirname(main), "res/schema", `${name}.SNAPSHOT.schema.json`);
  return JSON.parse(readFileSync(file, "utf8")) as object;
}

function validate(text: string): unknown {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: fullFormats });
  // Formats that fullFormats does not know; nothing we write has them.
  for (const name of ["idn-email", "iri-reference"]) ajv.addFormat(name, true);
  for (const name of ["jsf-0.82", "spdx", "cryptography-defs"]) {
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const valid = ajv.compile(schema("bom-1.6"));
  valid(JSON.parse(text));
  return valid.errors;
}

it("is valid by the schema of CycloneDX", () => {
  const text = cyclonedx(SUBJECT, MATERIALS);
  expect(validate(text)).toBeNull();
  expect(validate(text.replace('"CycloneDX"', '"Cyclone"'))).not.toBeNull();
});

it("names each thing as tools of other vendors do, and where it lies", () => {
  const { metadata, components } = JSON.parse(cyclonedx(SUBJECT, MATERIALS)) as {
    metadata: { component: object };
    components: { type: string; purl: string; properties: { value: string }[] }[];
  };
  expect(metadata.component).toMatchObject({ type: "container", name: "workshop-api" });
  const told = components.map(({ type, purl, properties: [at] }) => `${type} ${purl} ${at?.value}`);
  expect(told.sort()).toEqual([
    "application pkg:npm/%40workshop/api@0.1.0 /e/package.json",
    "library pkg:deb/debian/libc6@2.36-9+deb12u7 /f",
    "library pkg:npm/%40fastify/cors@11.0.0 /b/package.json",
    "library pkg:npm/fastify@5.1.0 /a/package.json",
    "library pkg:npm/qs@6.5.2 /c/package.json",
    "library pkg:npm/qs@6.5.2 /d/package.json",
    "platform pkg:generic/node@24.21.0 /usr/local/bin/node",
  ]);
});

it("is the same text for the same image", () => {
  expect(cyclonedx(SUBJECT, MATERIALS.toReversed())).toBe(cyclonedx(SUBJECT, MATERIALS));
});
