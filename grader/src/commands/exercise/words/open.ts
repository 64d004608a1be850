import { findExercise, folderOf } from "../../../course/exercises.ts";
import { answers } from "../../../engines/answers.ts";
import { isPortFree } from "../../../engines/free-port.ts";
import { startApi } from "../../../engines/process.ts";
import { startCommand } from "../../../engines/start-command.ts";
import { readProgress } from "../../../progress/progress-file.ts";
import { UserError } from "../../../usage-error.ts";
import { LearnersStack } from "../stack.ts";
import { stackApi } from "../stack-api.ts";
import { type Call, EXIT, type Word } from "../word.ts";

const PORT = 8000;
const PAGES = ["/docs", "/redoc", "/openapi.json", "/health/ready", "/metrics"];

export const open: Word = {
  name: "open",
  usage: "",
  summary: "start what you have built and print its URLs",
  example: "npm run exercise 1 open",
  most: 0,
  async run(call) {
    const { exercise, out, signal } = call;
    if (exercise.stacks) return openStack(call);
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

async function openStack({ exercise, out, err, signal }: Call): Promise<number> {
  const stack = await LearnersStack.of(exercise);
  const say = (line: string) => err(`${line}\n`);
  const api = await stackApi(
    folderOf(exercise, "exercises"),
    findExercise("api")?.checks ?? [],
    await readProgress(say),
  );
  const published = await stack.up(api.workspace, say, signal);
  const urls = published.flatMap(({ service, port }) => [
    `  ${service}: http://127.0.0.1:${port}`,
    ...PAGES.map((page) => `  http://127.0.0.1:${port}${page}`),
  ]);
  out(
    `Your stack runs.\n  the API: ${api.because}\n${urls.join("\n")}\n\n` +
      `  docker compose -f ${stack.file} logs -f     what it says\n` +
      `  npm run exercise ${exercise.number} stop                takes it down\n`,
  );
  return EXIT.allPoints;
}
