import { expect, it } from "vitest";
import { imageParts } from "./api.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

it.each([
  ["workshop-api", "workshop-api", undefined],
  ["workshop-api:dev", "workshop-api", "dev"],
  ["localhost:5000/workshop-api", "workshop-api", undefined],
  ["localhost:5000/team/workshop-api:1.2.3", "workshop-api", "1.2.3"],
  [`registry.example/workshop-api@${DIGEST}`, "workshop-api", undefined],
  [`registry.example/workshop-api:1@${DIGEST}`, "workshop-api", "1"],
])("takes %s apart", (reference, base, tag) => {
  expect(imageParts(reference)).toMatchObject({ base, tag });
});
