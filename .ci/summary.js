// Prints what did not run and why, then the closing line; exits with the tests' own status.
import { readFileSync } from "node:fs";

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
console.log(`${count("passed")} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : Number(status));
