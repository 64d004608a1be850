import { describe, expect, it } from "vitest";
import { parseRecord } from "./running-record.ts";

describe("parseRecord", () => {
  it("reads what the grader writes", () => {
    const record = { grader: 4711, marks: { HOST: "127.0.0.1", PORT: "40123" } };
    expect(parseRecord(JSON.stringify(record))).toEqual(record);
  });

  it.each([
    ["no marks, which every process has", { grader: 4711, marks: {} }],
    ["a mark that many have", { grader: 4711, marks: { HOME: "/root" } }],
    ["a host alone", { grader: 4711, marks: { HOST: "127.0.0.1" } }],
    ["no port", { grader: 4711, marks: { HOST: "127.0.0.1", PORT: "" } }],
    ["one mark more", { grader: 1, marks: { HOST: "127.0.0.1", PORT: "4012", A: "" } }],
    ["a grader that is a group", { grader: -1, marks: { HOST: "127.0.0.1", PORT: "40123" } }],
  ])("refuses %s", (_, record) => {
    expect(() => parseRecord(JSON.stringify(record))).toThrow();
  });
});
