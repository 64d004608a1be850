import type { Mutant } from "../mutant.ts";

/** What loses requests whenever a pod goes away: it is gone before the Service has heard of it. */
export const KILLED_AT_ONCE: Mutant = {
  title: "has a shell as process 1, which kills the API at SIGTERM",
  edits: {
    "base/deployment.yaml": [
      {
        find: "          image: workshop-api\n",
        replace:
          '          image: workshop-api\n          command: ["/bin/sh", "-c", "trap \'kill -9 $!\' TERM; node src/server.ts & wait"]\n',
      },
    ],
  },
};
