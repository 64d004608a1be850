import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { requireEngine } from "@workshop/serving/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../course/root.ts";
import { chromiumPath } from "../../engines/engine.ts";
import { freePort } from "../../engines/free-port.ts";
import { isAlive } from "../../engines/processes.ts";
import { SCHEMA_FILE } from "../../result/schema.ts";
import { finished, RepositoryCopy } from "../../testing/repository-copy.ts";

const SLOW = { timeout: 120_000 };
const QUICK = ["exercise", "1", "--no-latency"];
const STARTER = "exercises/01-api/src/app.ts";

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await RepositoryCopy.make("wörk shop");
}, 120_000);
afterAll(() => copy.remove());

/** Ids of servers that a run in the copy has noted and not ended. */
function running(): number[] {
  try {
    return readdirSync(copy.path(".workshop", "running")).map((name) => Number.parseInt(name, 10));
  } catch {
    return [];
  }
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (holds()) return;
    await sleep(100);
  }
  throw new Error(`never happened within 60 s: ${what}`);
}

describe("a command that is mistyped", () => {
  it.each([
    [["exercise", "dokcer"], 'There is no exercise "dokcer"', 'Did you mean "docker"?'],
    [["exercise", "7"], "there are 1 (api), 2 (docker), 3 (kubernetes)", ""],
    [["exercise", "1", "wacth"], 'Unknown word "wacth"', 'Did you mean "watch"?'],
    [["exercise", "1", "hint", "heatlh"], 'no check "heatlh"', 'Did you mean "health"?'],
    [["exercise", "1", "--hlep"], "Unknown option '--hlep'", "--help"],
    [["exercise", "1", "--only", "heatlh"], 'no check "heatlh"', 'Did you mean "health"?'],
    [["exercise", "1", "--step", "9"], "steps 1 to 7, found 9", ""],
    [["exercise", "1", "--seed", "x"], "expected a whole number", 'found "x"'],
    [["exercise", "4"], "in preparation", "1, 2, 3 can be done"],
    [["doctor", "please"], 'found "please"', ""],
    [["exrcise"], 'Unknown command "exrcise"', ""],
  ])("%j is refused with exit code 2 and one line", async (words, says, adds) => {
    const { code, stdout, stderr } = await copy.run(words);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(says);
    expect(stderr).toContain(adds);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("is told where npm kept an option for itself", async () => {
    const env = { npm_lifecycle_event: "exercise", npm_config_only: "true" };
    const { code, stderr } = await copy.run(["exercise", "1", "health"], env);
    expect(code).toBe(2);
    expect(stderr).toContain("npm run exercise 1 -- --only");
  });
});

describe("the starter", () => {
  it("gets a report that stands in the README", SLOW, async (context) => {
    requireEngine(context, "chromium", chromiumPath() !== undefined);
    const { code, stdout, stderr } = await copy.run(["exercise", "api"]);
    expect(code, stderr).toBe(1);
    expect(stdout.split("\n").length).toBeLessThan(40);
    expect(stdout).not.toContain("\u001b");
    const timed = /graded in [\d.]+ s/g;
    const shown = readFileSync(path.join(ROOT, "README.md"), "utf8").replaceAll(timed, "graded");
    expect(shown).toContain(stdout.replaceAll(timed, "graded"));
  });

  it("gives the canonical result alone with --json", SLOW, async () => {
    const { stdout } = await copy.run([...QUICK, "--json", "--seed", "7"]);
    const result = JSON.parse(stdout);
    const schema = JSON.parse(readFileSync(SCHEMA_FILE, "utf8"));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
    expect(result).toMatchObject({ format: 1, seed: 7, maxScore: 100, score: 2 });
    const kept = await readFile(copy.path(".workshop/results/api/result.json"), "utf8");
    expect(JSON.parse(kept)).toEqual(result);
  });

  it("is remembered, and a filtered run forgets nothing", SLOW, async () => {
    await copy.run([...QUICK, "--only", "starts"]);
    const { code, stdout } = await copy.run(["exercise"]);
    expect(code).toBe(0);
    expect(stdout).toContain("2 of 100 points");
    expect(stdout).toMatch(/step 1 {2}Health and readiness .* 1 of 3 checks/);
    expect(stdout).toContain("Next: step 1, GET /health/live and GET /health/ready");
  });

  it("shows one more hint each time, three at most", SLOW, async () => {
    for (const hints of [1, 2, 3, 3]) {
      const { code, stdout } = await copy.run(["exercise", "1", "hint"]);
      expect(code).toBe(0);
      expect(stdout.match(/^ {2}\d {2}/gm)).toHaveLength(hints);
    }
  });

  it("differs from the solution", async () => {
    const { code, stdout } = await copy.run(["exercise", "1", "diff", "src/app.ts"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--- a/exercises/01-api/src/app.ts");
    expect(stdout).toContain("+++ b/solutions/01-api/src/app.ts");
  });

  it("makes a page from the last result", SLOW, async () => {
    const { code, stdout } = await copy.run(["exercise", "1", "report"]);
    expect(code).toBe(0);
    const page = await readFile(new URL(stdout.trim()), "utf8");
    expect(page).toContain("Build the prediction API");
  });
});

describe("reset", () => {
  it("refuses to ask where there is no terminal, and changes nothing", async () => {
    await writeFile(copy.path(STARTER), "mine");
    const { code, stderr } = await copy.run(["exercise", "1", "reset"]);
    expect(code).toBe(1);
    expect(stderr).toContain("-- --yes");
    expect(await readFile(copy.path(STARTER), "utf8")).toBe("mine");
  });

  it("puts the starter back, takes out what was added, and keeps a backup of both", async () => {
    await writeFile(copy.path(STARTER), "mine");
    await mkdir(copy.path("exercises/01-api/src/more"), { recursive: true });
    await writeFile(copy.path("exercises/01-api/src/more/own.ts"), "own");
    const { code, stdout } = await copy.run(["exercise", "1", "reset", "--yes"]);
    expect(code).toBe(0);
    const [, backup = ""] = /kept in (.*)/.exec(stdout) ?? [];
    expect(await readFile(copy.path(STARTER), "utf8")).toContain("TODO step 1");
    expect(() => readFileSync(copy.path("exercises/01-api/src/more/own.ts"))).toThrow();
    expect(await readFile(copy.path(backup, "src/app.ts"), "utf8")).toBe("mine");
    expect(await readFile(copy.path(backup, "src/more/own.ts"), "utf8")).toBe("own");
  });

  it("names the files there are for one that is not", async () => {
    const { code, stderr } = await copy.run(["exercise", "1", "reset", "src/ap.ts", "--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain("src/app.ts");
  });
});

describe("a run that is ended", () => {
  it("by Ctrl-C leaves no server and exits with 130", SLOW, async () => {
    const child = copy.start(QUICK);
    const done = finished(child);
    await until(() => running().length > 0, "a server to be started");
    const servers = running();
    child.kill("SIGINT");
    expect((await done).code).toBe(130);
    expect(servers.filter(isAlive)).toEqual([]);
    expect(running()).toEqual([]);
  });

  it("by kill -9 leaves servers that the next run ends", SLOW, async () => {
    const child = copy.start(QUICK);
    const done = finished(child);
    await until(() => running().some(isAlive), "a server to be started");
    const folders = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`workshop-run-${child.pid}-`));
    expect(folders()).toHaveLength(1);
    child.kill("SIGKILL");
    await done;
    const left = running();
    expect(left.length).toBeGreaterThan(0);
    const { stderr } = await copy.run([...QUICK, "--only", "starts"]);
    if (process.platform === "linux") {
      expect(stderr).toMatch(/Ended \d+ servers? that a killed run had left/);
      expect(left.filter(isAlive)).toEqual([]);
    }
    expect(folders()).toEqual([]);
  });
});

describe("a broken file", () => {
  it("of progress is set aside and said", SLOW, async () => {
    await writeFile(copy.path(".workshop/progress.json"), "{");
    const { code, stderr } = await copy.run(["exercise"]);
    expect(code).toBe(0);
    expect(stderr).toContain("progress.json.broken-");
  });

  it("of the learner's shows its line and no stack", SLOW, async () => {
    const before = await readFile(copy.path(STARTER), "utf8");
    await writeFile(copy.path(STARTER), before.replace("const app =", "const app == "));
    const { code, stdout } = await copy.run(QUICK);
    await writeFile(copy.path(STARTER), before);
    expect(code).toBe(1);
    expect(stdout).toMatch(/src\/app\.ts:\d+/);
    expect(stdout).toContain("const app == ");
    expect(stdout).not.toMatch(/^\s+(evidence\s+)?at /m);
  });
});

describe("a checkout in disorder", () => {
  it("without the exercise's folder gets one sentence", async () => {
    await rename(copy.path("exercises/01-api"), copy.path("exercises/away"));
    const { code, stderr } = await copy.run(QUICK);
    await rename(copy.path("exercises/away"), copy.path("exercises/01-api"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^There is no folder .*git restore.*\n$/);
  });

  it("in which nothing can be kept is graded all the same", SLOW, async () => {
    await mkdir(copy.path(".workshop"), { recursive: true });
    await rename(copy.path(".workshop"), copy.path("kept"));
    await writeFile(copy.path(".workshop"), "in the way");
    const where = await copy.run(["exercise"]);
    const graded = await copy.run([...QUICK, "--only", "starts"]);
    const hint = await copy.run(["exercise", "1", "hint"]);
    await rm(copy.path(".workshop"));
    await rename(copy.path("kept"), copy.path(".workshop"));
    expect([where.code, graded.code, hint.code]).toEqual([0, 0, 0]);
    expect(graded.stdout).toContain("passed: starts 2");
    for (const { stderr } of [where, graded, hint]) {
      expect(stderr).toContain("ENOTDIR");
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});

describe("open", () => {
  it("prints the URLs of the learner's API and ends it on Ctrl-C", SLOW, async () => {
    const port = await freePort();
    const child = copy.start(["exercise", "1", "open"], { PORT: String(port) });
    let out = "";
    child.stdout?.on("data", (text: Buffer) => {
      out += text.toString("utf8");
    });
    const done = finished(child);
    await until(() => out.includes("/docs"), "the URLs to be printed");
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`);
    expect(answer.status).toBe(200);
    child.kill("SIGINT");
    expect((await done).code).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  });

  it("says what to do where the port is taken", SLOW, async () => {
    const port = await freePort();
    const first = copy.start(["exercise", "1", "open"], { PORT: String(port) });
    const done = finished(first);
    let out = "";
    first.stdout?.on("data", (text: Buffer) => {
      out += text.toString("utf8");
    });
    await until(() => out.includes("/docs"), "the first server to listen");
    const { code, stderr } = await copy.run(["exercise", "1", "open"], { PORT: String(port) });
    first.kill("SIGINT");
    await done;
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken`);
  });
});

describe("watch", () => {
  it("grades again after a save: the failing check first, then the rest", SLOW, async () => {
    const before = await readFile(copy.path(STARTER), "utf8");
    const child = copy.start(["exercise", "1", "watch", "--no-latency"]);
    const done = finished(child);
    let out = "";
    child.stdout?.on("data", (text: Buffer) => {
      out += text.toString("utf8");
    });
    await until(() => out.includes("grades again whenever you save"), "the first verdict");
    out = "";
    const mended = before.replace(
      /^ *\/\/ TODO step 1:.*$/m,
      '  app.get("/health/ready", async () => core.ready());',
    );
    await writeFile(copy.path(STARTER), mended);
    await until(() => /passed {2}GET \/health\/live/.test(out), "the check to pass");
    await until(() => out.includes("grades again whenever you save"), "the rest");
    expect(out).toContain("predict-ids");
    child.kill("SIGINT");
    expect((await done).code).toBe(0);
    expect(running().filter(isAlive)).toEqual([]);
    await writeFile(copy.path(STARTER), before);
  });
});
