import process from "node:process";
import { dispatch } from "./command-line/dispatch.ts";
import { TERMINAL } from "./command-line/terminal.ts";

process.exitCode = await dispatch(process.argv.slice(2), TERMINAL);
