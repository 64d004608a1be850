import type { V1LabelSelector, V1LabelSelectorRequirement } from "@kubernetes/client-node";

export type Labels = Readonly<Record<string, string>>;

/** Whether labels have what a Service's selector names; an empty one selects nobody. */
export function hasLabels(labels: Labels = {}, wanted: Labels = {}): boolean {
  const entries = Object.entries(wanted);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/** Whether labels fit a selector; one without conditions fits all. */
export function selects(selector: V1LabelSelector | undefined, labels: Labels = {}): boolean {
  if (!selector) return false;
  const pairs = Object.entries(selector.matchLabels ?? {});
  return (
    pairs.every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every((each) => fits(each, labels))
  );
}

function fits({ key, operator, values = [] }: V1LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    default:
      return false;
  }
}

/** A selector or a set of labels in one line: `app=api, tier in (web)`. */
export function words(selector: V1LabelSelector | Labels | undefined): string {
  const { matchLabels, matchExpressions } = (selector ?? {}) as V1LabelSelector;
  const labels = matchLabels ?? (matchExpressions ? {} : ((selector ?? {}) as Labels));
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const rest = (matchExpressions ?? []).map(
    ({ key, operator, values }) => `${key} ${operator}${values ? ` (${values.join(", ")})` : ""}`,
  );
  return [...pairs, ...rest].join(", ") || "nothing";
}
