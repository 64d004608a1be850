import { UserError } from "../../../usage-error.ts";
import { LearnersStack } from "../stack.ts";
import { EXIT, type Word } from "../word.ts";

export const stop: Word = {
  name: "stop",
  usage: "",
  summary: "take down the containers that open started",
  example: "npm run exercise 2 stop",
  most: 0,
  async run({ exercise, out, err, signal }) {
    if (!exercise.stacks) {
      throw new UserError(
        `Exercise ${exercise.number} starts no containers: Ctrl-C ends what npm run exercise ${exercise.number} open started.`,
      );
    }
    const stack = await LearnersStack.of(exercise);
    await stack.down((line) => err(`${line}\n`), signal);
    out("Your stack is down; its volumes are kept.\n");
    return EXIT.allPoints;
  },
};
