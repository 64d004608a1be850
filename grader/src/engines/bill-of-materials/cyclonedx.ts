import { Contrib, Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import type { Material } from "./material.ts";

export interface Subject {
  /** What the bill is of: "workshop-api". */
  readonly name: string;
  /** The image's id: sha256:… */
  readonly id: string;
}

/**
 * A bill of materials as CycloneDX 1.6 in JSON. The same image gives the same text: no time of day and
 * no random number is in it.
 */
export function cyclonedx(subject: Subject, materials: readonly Material[]): string {
  const licences = new Contrib.License.Factories.LicenseFactory(noExpression);
  const component = ({ kind, name, version, path, ...rest }: Material) => {
    const [, group] = /^(@[^/]+)\//.exec(name) ?? [];
    const purl = purlOf({ kind, name, version, path, ...rest });
    return new Models.Component(kindOf(kind, rest.own), name.slice(group ? group.length + 1 : 0), {
      bomRef: `${purl}#${path}`,
      version,
      purl,
      ...(group !== undefined && { group }),
      ...(rest.licence !== undefined && {
        licenses: new Models.LicenseRepository([licences.makeDisjunctive(rest.licence)]),
      }),
      properties: new Models.PropertyRepository([new Models.Property("workshop:path", `/${path}`)]),
    });
  };
  const bom = new Models.Bom({
    metadata: new Models.Metadata({
      component: new Models.Component(Enums.ComponentType.Container, subject.name, {
        bomRef: subject.id,
        version: subject.id,
      }),
    }),
    components: new Models.ComponentRepository(materials.map(component)),
  });
  const json = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  const serializer = new Serialize.JsonSerializer(json);
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** Licences are told by one id, or by what the package says in its own words. */
function noExpression(): never {
  throw new Error("Expressions are kept as words.");
}

function kindOf(kind: Material["kind"], own: true | undefined): Enums.ComponentType {
  if (kind === "node") return Enums.ComponentType.Platform;
  return own ? Enums.ComponentType.Application : Enums.ComponentType.Library;
}

/** The package's name for tools of any vendor: "pkg:npm/%40fastify/cors@11.0.0". */
function purlOf({ kind, name, version, distribution }: Material): string {
  if (kind === "deb") return purl("deb", distribution ?? "debian", name, version);
  if (kind === "node") return purl("generic", undefined, name, version);
  const [, group, rest = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  return purl("npm", group, rest, version);
}

function purl(type: string, group: string | undefined, name: string, version: string): string {
  return new PackageURL(type, group, name, version, undefined, undefined).toString();
}
