import type { Mutant } from "../mutant.ts";

/** What ends as soon as it is told to, in good order, while others still send to it. */
export const ENDED_AT_ONCE: Mutant = {
  title: "ends in good order, but while the Service still sends to it",
  edits: {
    "base/settings.env": [{ find: "SHUTDOWN_DELAY_MS=5000", replace: "SHUTDOWN_DELAY_MS=0" }],
    "base/deployment.yaml": [
      {
        find: "          image: workshop-api\n",
        replace:
          '          image: workshop-api\n          lifecycle: { preStop: { exec: { command: ["/bin/true"] } } }\n',
      },
    ],
  },
};
