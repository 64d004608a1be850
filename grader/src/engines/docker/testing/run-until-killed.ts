// Begins something with Docker and says when it is under way, to be killed by a test.
import path from "node:path";
import process from "node:process";
import { build } from "../build.ts";
import { ComposeStack } from "../compose.ts";
import { Container } from "../container.ts";
import { newRunId } from "../run-id.ts";

const [phase, folder = ""] = process.argv.slice(2);
const run = newRunId();
const say = (text: string) => process.stdout.write(`${text}\n`);
say(run);

const dockerfile = path.join(folder, "Dockerfile");
if (phase === "built") {
  await build({ run, context: folder, dockerfile, tag: "built" });
  say("under way");
} else if (phase === "building") {
  const slow = path.join(folder, "slow.Dockerfile");
  const onProgress = (text: string) => text.includes("sleep") && say("under way");
  await build({ run, context: folder, dockerfile: slow, tag: "slow", onProgress });
} else if (phase === "running") {
  await Container.start("node:24-bookworm-slim", run, { command: ["sleep", "600"] });
  say("under way");
} else {
  const stack = await ComposeStack.open({ folder, root: folder }, run, "stack");
  await stack.up((line) => {
    if (/Started|Waiting/.test(line)) say("under way");
  });
}
setInterval(() => {}, 1000);
