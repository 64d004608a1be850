// Prints the files that took longest, the tests that were skipped or passed only when tried again, and
// the closing line. Exits with the tests' own status, or with 1 where so many were tried again that it
// is no chance.
import { readFileSync } from "node:fs";
import path from "node:path";

const SHOWN = 20;
const MOST_TRIED_AGAIN = 5;

const [file = "", status = "1"] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, "utf8"));
const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const count = (...states) => results.filter((each) => states.includes(each.status)).length;
const failed =
  count("failed") +
  report.testResults.filter(
    (each) => each.status === "failed" && each.assertionResults.length === 0,
  ).length;
const SKIPPED = ["pending", "skipped", "todo", "disabled"];
const skipped = count(...SKIPPED);
const files = report.testResults
  .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
  .sort((one, other) => other.seconds - one.seconds);
console.log("\n== seconds of the longest test files");
for (const { name, seconds } of files.slice(0, SHOWN)) {
  console.log(`${seconds.toFixed(1).padStart(6)} s  ${path.relative(process.cwd(), name)}`);
}
const triedAgain = report.testResults.flatMap(({ name, assertionResults }) =>
  assertionResults
    .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
    .map(({ fullName, failureMessages: [why = ""] }) => ({ name, fullName, why })),
);
const tooMany = triedAgain.length > MOST_TRIED_AGAIN;
if (triedAgain.length > 0) {
  console.log(
    `\n== passed only when tried again${tooMany ? `: more than ${MOST_TRIED_AGAIN}, so this run failed` : ""}`,
  );
}
for (const { name, fullName, why } of triedAgain) {
  console.log(`${path.relative(process.cwd(), name)}: ${fullName}\n  ${why.split("\n", 1)[0]}`);
}
if (skipped > 0) console.log("\n== skipped");
for (const { name, assertionResults } of report.testResults) {
  for (const { status, fullName } of assertionResults) {
    if (SKIPPED.includes(status)) console.log(`${path.relative(process.cwd(), name)}: ${fullName}`);
  }
}
console.log(`${count("passed")} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || tooMany ? 1 : Number(status));
