// Runs a TypeScript entry point on whatever Node this is: natively from 22.18 on, through tsx from 22.0 on.
// Plain old JavaScript, so that an old Node prints a sentence instead of a syntax error.
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { keepOwnPlatform } from "./own-platform.js";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const script = process.argv[2];

if (major < 22) {
  process.stderr.write(
    `This workshop needs Node 22 or newer and found ${process.versions.node}. ` +
      "npm ci brings Node 24 along on Linux, macOS and Windows: run it without --omit=optional, " +
      "or install Node 24 from https://nodejs.org.\n",
  );
  process.exit(1);
}
if (!script) {
  process.stderr.write("usage: node grader/launch.js FILE.ts [arguments]\n");
  process.exit(2);
}
keepOwnPlatform(fileURLToPath(new URL("..", import.meta.url)));
const file = path.resolve(script);
process.argv.splice(1, 2, file);
if (major === 22 && minor < 18) (await import("tsx/esm/api")).register();
await import(pathToFileURL(file).href);
