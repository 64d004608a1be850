// Prints the files that took longest, then the closing line; exits with the tests' own status.
import { readFileSync } from "node:fs";
import path from "node:path";

const SHOWN = 20;

const [file = "", status = "1"] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, "utf8"));
const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const count = (...states) => results.filter((each) => states.includes(each.status)).length;
const failed =
  count("failed") +
  report.testResults.filter(
    (each) => each.status === "failed" && each.assertionResults.length === 0,
  ).length;
const skipped = count("pending", "skipped", "todo", "disabled");
const files = report.testResults
  .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
  .sort((one, other) => other.seconds - one.seconds);
console.log("\n== seconds of the longest test files");
for (const { name, seconds } of files.slice(0, SHOWN)) {
  console.log(`${seconds.toFixed(1).padStart(6)} s  ${path.relative(process.cwd(), name)}`);
}
console.log(`${count("passed")} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : Number(status));
