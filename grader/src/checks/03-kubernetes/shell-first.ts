import type { Mutant } from "../mutant.ts";

/** What loses requests whenever a pod goes away: the API never hears of it. */
export const SHELL_FIRST: Mutant = {
  title: "has a shell as process 1, which hears no SIGTERM",
  edits: {
    "base/deployment.yaml": [
      {
        find: "          image: workshop-api\n",
        replace:
          '          image: workshop-api\n          command: ["/bin/sh", "-c", "node src/server.ts; true"]\n',
      },
    ],
  },
};
