import { describe, expect, it } from "vitest";
import { CATALOGUE, ERROR_CODES } from "./catalogue.ts";
import { ApiError, problemHeaders, refusal, toProblem } from "./problem.ts";

describe("toProblem", () => {
  it.each(ERROR_CODES)("gives %s its status, title and cure", (code) => {
    const problem = toProblem(new ApiError(code, "detail"), "/predict", "id-1");
    expect(problem).toMatchObject({
      ...CATALOGUE[code],
      code,
      request_id: "id-1",
      instance: "/predict",
    });
  });

  it("says nothing of an unexpected error", () => {
    const problem = toProblem(new Error("password=hunter2"), "/predict", "id-1");
    expect(problem.code).toBe("internal");
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  it("says nothing of the detail of an internal error either", () => {
    const problem = toProblem(new ApiError("internal", "SELECT secret"), "/", "id-1");
    expect(JSON.stringify(problem)).not.toContain("secret");
  });

  it("sends only well-formed Unicode", () => {
    const problem = toProblem(new ApiError("invalid-request", "\ud800"), "/\udfff", "id-1");
    expect(JSON.stringify(problem)).not.toMatch(/\\ud[89a-f]/);
  });
});

describe("problemHeaders", () => {
  it("tells whole seconds, at least one, to wait", () => {
    expect(problemHeaders(refusal("overloaded", "full", 0.02))["retry-after"]).toBe("1");
    expect(problemHeaders(refusal("overloaded", "full", 1.2))["retry-after"]).toBe("2");
  });
});
