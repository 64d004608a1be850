import path from "node:path";
import { expect, it } from "vitest";
import { ROOT, STATE } from "../course/root.ts";
import { placeOf } from "./place.ts";

it.each([
  [path.join(ROOT, "exercises", "02-docker"), "exercises/02-docker"],
  [path.join(ROOT, "solutions", "02-docker"), "solutions/02-docker"],
  [path.join(STATE, "proof", "02-docker", "mutant-1"), "solutions/02-docker"],
  [path.resolve(ROOT, "..", "elsewhere", "somebody"), "exercises/02-docker"],
])("%s", (folder, place) => expect(placeOf(folder)).toBe(place));
