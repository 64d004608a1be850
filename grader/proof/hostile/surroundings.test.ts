import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { gradeFolder, verdictsOf } from "./testing/grading.ts";
import { openOutside } from "./testing/outside.ts";
import { copySubmission } from "./testing/submission.ts";

interface Seen {
  environment: Record<string, string>;
  requests: { method: string; url: string; headers: Record<string, string> }[];
}

async function seenIn(folder: string): Promise<Seen[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("seen-"));
  const texts = names.map((name) => readFile(path.join(folder, name), "utf8"));
  return (await Promise.all(texts)).map((text) => JSON.parse(text) as Seen);
}

/** Names of the headers that a program of three lines sends. */
async function headersOfAnybody(): Promise<string[]> {
  await using outside = await openOutside();
  const script = `await fetch("${outside.url}", {
    method: "POST", headers: { "content-type": "application/json" }, body: "{}",
  });`;
  const args = ["--input-type=module", "--eval", script];
  await promisify(execFile)(process.execPath, args, { env: {} });
  return Object.keys(outside.headers[0] ?? {});
}

describe("a submission that looks around", () => {
  it("finds the variables of a service, and requests as anybody sends them", async () => {
    await using submission = await copySubmission("looks-around");
    const ids = ["starts", "health", "predict-ids", "predict-override", "refuse-wrong-fields"];
    ids.push("metrics-count", "corrupt-model", "no-server-errors", "batch-same-scores");
    const result = await gradeFolder(submission.folder, ...ids);
    expect(verdictsOf(result)).toMatchObject({ health: "passed", "predict-ids": "passed" });

    const seen = await seenIn(submission.folder);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    const variables = new Set(seen.flatMap(({ environment }) => Object.keys(environment)));
    const system = ["HOME", "LANG", "NODE_OPTIONS", "PATH", "PWD", "SystemRoot", "TEMP", "TMP"];
    system.push("TMPDIR", "USERPROFILE", "FRAMEWORK", "__CF_USER_TEXT_ENCODING");
    system.push("NODE_COMPILE_CACHE");
    const service = ["HOST", "LOG_LEVEL", "MODEL_DIR", "PORT", "REQUEST_TIMEOUT_MS"];
    expect([...variables].filter((name) => !system.includes(name)).sort()).toEqual(service);

    const requests = seen.flatMap((each) => each.requests);
    expect(requests.length).toBeGreaterThan(50);
    const headers = new Set(requests.flatMap((each) => Object.keys(each.headers)));
    const usual = await headersOfAnybody();
    expect([...headers].filter((name) => !usual.includes(name))).toEqual([]);
    const values = requests.map((each) => JSON.stringify(each.headers)).join("\n");
    expect(values).not.toMatch(/grad|workshop|exercise|vitest|check|test/i);
  });
});
