import { expect, it } from "vitest";
import { hasLabels, selects, words } from "./selectors.ts";

const LABELS = { app: "api", track: "stable" };

it.each([
  [undefined, false],
  [{}, true],
  [{ matchLabels: { app: "api" } }, true],
  [{ matchLabels: { app: "api", track: "canary" } }, false],
  [{ matchExpressions: [{ key: "track", operator: "In", values: ["stable", "canary"] }] }, true],
  [{ matchExpressions: [{ key: "track", operator: "NotIn", values: ["stable"] }] }, false],
  [{ matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] }, true],
  [{ matchExpressions: [{ key: "tier", operator: "Exists" }] }, false],
])("selects by %j: %s", (selector, fits) => {
  expect(selects(selector, LABELS)).toBe(fits);
});

it("lets a Service without a selector select nobody", () => {
  expect(hasLabels(LABELS, {})).toBe(false);
  expect(hasLabels(LABELS, { app: "api" })).toBe(true);
});

it("says a selector in words", () => {
  expect(words({ matchLabels: { app: "api" } })).toBe("app=api");
  expect(words({ matchExpressions: [{ key: "app", operator: "In", values: ["a", "b"] }] })).toBe(
    "app In (a, b)",
  );
  expect(words(undefined)).toBe("nothing");
});
