import { folderOf } from "../../../course/exercises.ts";
import { answers } from "../../../engines/answers.ts";
import { isPortFree } from "../../../engines/free-port.ts";
import { startApi } from "../../../engines/process.ts";
import { startCommand } from "../../../engines/start-command.ts";
import { UserError } from "../../../usage-error.ts";
import { EXIT, type Word } from "../word.ts";

const PORT = 8000;
const PAGES = ["/docs", "/redoc", "/openapi.json", "/health/ready", "/metrics"];

export const open: Word = {
  name: "open",
  usage: "",
  summary: "start your API and print its URLs, until Ctrl-C",
  example: "npm run exercise 1 open",
  most: 0,
  async run({ exercise, out, signal }) {
    const folder = folderOf(exercise, "exercises");
    const port = Number(process.env.PORT ?? PORT);
    if (!(await isPortFree(port))) {
      throw new UserError(
        `Port ${port} is taken: stop what listens there, or set PORT to another number.`,
      );
    }
    const api = await startApi({
      folder,
      command: startCommand(folder),
      port,
      inherit: true,
    });
    try {
      await answers(api, "/health/live");
      const urls = PAGES.map((page) => `  ${api.url}${page}`).join("\n");
      out(`Your API runs; Ctrl-C ends it.\n${urls}\n`);
      const interrupted = new Promise((resolve) =>
        signal.addEventListener("abort", resolve, { once: true }),
      );
      await Promise.race([interrupted, api.exited]);
      return signal.aborted ? EXIT.allPoints : EXIT.pointsLost;
    } finally {
      await api.stop();
    }
  },
};
