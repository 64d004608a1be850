/** A field of a model of @kubernetes/client-node; `type` is TypeScript's, as text. */
export interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

/** The fields of each model, by its name. */
export type Models = (model: string) => readonly Attribute[] | undefined;

let loaded: Promise<Models> | undefined;

/** Loads the models; they take half a second, so checks ask for it before they run. */
export function loadModels(): Promise<Models> {
  loaded ??= import("@kubernetes/client-node").then((library) => {
    const classes = new Map(Object.entries(library as unknown as Record<string, unknown>));
    return (model) => {
      const type = classes.get(model) as { getAttributeTypeMap?(): Attribute[] } | undefined;
      return type?.getAttributeTypeMap?.();
    };
  });
  return loaded;
}
