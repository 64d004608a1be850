import process from "node:process";
import { gradeFolder } from "./grading.ts";

// Grades FOLDER by the checks named, in a process of its own; prints the result and its memory.
const [folder = "", ...ids] = process.argv.slice(2);
const result = await gradeFolder(folder, ...ids);
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ result, megabytes }));
