import type { Feature } from "@workshop/serving/model-loader";
import { UserError } from "../user-error.ts";

const MOST_CATEGORIES = 10_000;

/**
 * The columns of a LightGBM text model, from its header: a numeric one takes any number, since the
 * range seen in training is no bound; a categorical one takes pandas' names where the file has
 * them, else its codes as text. Any may be missing.
 * @throws UserError where two names are the same to a request, or there are too many categories.
 */
export function describeColumns(text: string, names: readonly string[]): Feature[] {
  const infos = /^feature_infos=(.*)$/m.exec(text)?.[1]?.trim().split(/ +/) ?? [];
  const categorical = infos.filter(isCategorical).length;
  const pandas = pandasCategories(text);
  const labels = pandas.length === categorical ? pandas : [];
  let next = 0;
  const columns = names.map((name, index): Feature => {
    const info = infos[index] ?? "none";
    const common = { name: requestName(name), missing: true };
    if (isCategorical(info)) {
      const categories = categoriesOf(name, info, labels[next]);
      next += 1;
      return { ...common, type: "categorical", description: describe(name), categories };
    }
    const range = /^\[(.*):(.*)\]$/.exec(info);
    const seen = range ? `${range[1]} to ${range[2]} in training` : "constant in training";
    const [min, max] = [-Number.MAX_VALUE, Number.MAX_VALUE];
    const description = `${describe(name)}; ${seen}`;
    return { ...common, type: "numeric", description, unit: "", min, max, integer: false };
  });
  refuseTwins(columns);
  return columns;
}

function isCategorical(info: string): boolean {
  return /^-?\d+(:-?\d+)*$/.test(info);
}

function categoriesOf(name: string, info: string, labels: string[] | undefined): string[] {
  const largest = Math.max(0, ...info.split(":").map(Number));
  if (largest >= MOST_CATEGORIES) {
    throw new UserError(
      `Expected the categories of ${name} to be codes below ${MOST_CATEGORIES}, found ${largest}: number them from 0.`,
    );
  }
  if (labels && labels.length > largest) return labels;
  return Array.from({ length: largest + 1 }, (_, code) => String(code));
}

/** What pandas called the categories of each categorical column; the code is the place. */
function pandasCategories(text: string): string[][] {
  const line = /^pandas_categorical:(\[.*\])\s*$/m.exec(text)?.[1];
  if (line === undefined) return [];
  try {
    const lists: unknown[][] = JSON.parse(line);
    return lists.map((list) => list.map(String));
  } catch {
    return [];
  }
}

/** Names in requests and metrics hold letters, digits and _ only. */
function requestName(name: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name)) return name;
  const plain = name.replace(/[^a-zA-Z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return /^[a-zA-Z]/.test(plain) ? plain : `f_${plain}`;
}

function describe(name: string): string {
  return `The model's ${name}`;
}

function refuseTwins(columns: readonly Feature[]): void {
  const seen = new Map<string, string>();
  for (const { name, description } of columns) {
    const twin = seen.get(name);
    if (twin !== undefined) {
      throw new UserError(
        `Expected every feature to have its own name, found ${name} twice (${twin}; ${description}): rename one in the training.`,
      );
    }
    seen.set(name, description);
  }
}
