import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

export const answers: Check<DockerContext> = {
  id: "answers",
  title: "A container of it is ready on port 8000 within 30 seconds",
  step: 1,
  points: 4,
  why: "A process that listens inside its own walls serves nobody.",
  hints: [
    "docker run -p 127.0.0.1:8000:8000 workshop-api, then curl 127.0.0.1:8000/health/ready.",
    "A container has a network of its own: what listens on its 127.0.0.1 cannot be reached from outside.",
    "ENV HOST=0.0.0.0 PORT=8000, and a CMD that starts the API in its folder.",
  ],
  after: ["builds"],
  needs: ["docker"],
  deadlineMs: 60_000,
  mutants: [
    {
      title: "listens on the container's own localhost",
      edits: { Dockerfile: [{ find: "HOST=0.0.0.0", replace: "HOST=127.0.0.1" }] },
    },
  ],
  async run(context) {
    await context.shared();
    return undefined;
  },
};
