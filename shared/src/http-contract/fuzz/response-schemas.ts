import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Answer, Call } from "../target.ts";
import type { Media, OpenApi } from "./open-api.ts";

/** Compiled response schemas, by operation, status and media type. */
export class ResponseSchemas {
  readonly #document: OpenApi;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #compiled = new Map<Media, ValidateFunction>();

  constructor(document: OpenApi) {
    this.#document = document;
    this.#ajv.addSchema(document, "openapi");
  }

  /** What is wrong with the answer, or undefined. */
  check(call: Call, answer: Answer): string | undefined {
    const operations = this.#document.paths[call.path];
    const operation = operations?.[call.method.toLowerCase()];
    if (!operation) {
      const allowed = operations ? [405] : [404, 405];
      return allowed.includes(answer.status)
        ? undefined
        : `status ${answer.status} off the document`;
    }
    const response = operation.responses[answer.status];
    if (!response) return `status ${answer.status} is not documented: ${answer.text.slice(0, 300)}`;
    const type = (answer.headers["content-type"] ?? "").split(";", 1)[0]?.trim() ?? "";
    const media = response.content?.[type];
    if (!media) return `content type ${type} is not documented for ${answer.status}`;
    if (type === "text/plain") return undefined;
    const validate = this.#validator(media);
    const value: unknown = JSON.parse(answer.text);
    return validate(value)
      ? undefined
      : `${answer.status}: ${this.#ajv.errorsText(validate.errors)}`;
  }

  #validator(media: Media): ValidateFunction {
    let validate = this.#compiled.get(media);
    if (!validate) {
      const schema = JSON.parse(
        JSON.stringify(media.schema ?? {}).replaceAll('"#/components', '"openapi#/components'),
      );
      validate = this.#ajv.compile(schema);
      this.#compiled.set(media, validate);
    }
    return validate;
  }
}
