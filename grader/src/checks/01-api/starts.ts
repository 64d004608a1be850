import type { Check } from "../check.ts";

export const starts: Check = {
  id: "starts",
  title: "npm start serves on PORT within 20 seconds",
  step: 1,
  points: 2,
  why: "An orchestrator starts it the same way, and gives up as well.",
  hints: [
    "Run npm start in the exercise's folder and read what it prints.",
    "The server must listen on the port that the variable PORT names; the grader picks a free one.",
    "readConfig() reads PORT; listen(server, config.PORT, config.HOST) waits until it listens.",
  ],
  after: [],
  mutants: [
    {
      title: "listens on the port beside PORT",
      edits: {
        "src/server.ts": [
          { find: "listen(server, config.PORT,", replace: "listen(server, config.PORT - 1," },
        ],
      },
    },
  ],
  async run(context) {
    await context.open();
    return undefined;
  },
};
