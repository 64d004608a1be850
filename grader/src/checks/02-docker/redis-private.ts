import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { redisFromFiles } from "./from-files/compose.ts";
import { servicesOf } from "./stack.ts";

export const redisPrivate: Check<DockerContext> = {
  id: "redis-private",
  title: "Redis keeps its data in a named volume and publishes no port (read from compose.yaml)",
  step: 6,
  points: 3,
  why: "An open Redis on the internet is found within minutes, and takes commands from anybody.",
  hints: [
    "docker compose config: what does the service of Redis publish, and where does /data lie?",
    "Services of one compose file reach each other by name; ports: is for the world outside.",
    "volumes: [redis-data:/data] at the service, redis-data: under volumes at the top, no ports.",
  ],
  after: [],
  needs: ["docker"],
  mutants: [
    {
      title: "publishes Redis",
      edits: {
        "compose.yaml": [
          {
            find: "    image: redis:7-bookworm\n",
            replace: '    image: redis:7-bookworm\n    ports: ["127.0.0.1:6379:6379"]\n',
          },
        ],
      },
    },
    {
      title: "keeps nothing",
      edits: {
        "compose.yaml": [{ find: "    volumes:\n      - redis-data:/data\n", replace: "" }],
      },
    },
  ],
  fromFiles: redisFromFiles,
  async run(context) {
    const { file } = await context.compose();
    const { redis } = servicesOf(file);
    const { ports = [], volumes = [] } = file.services[redis] ?? {};
    demand(
      ports.length === 0,
      `no published port of ${redis}`,
      ports.map(({ target }) => target),
    );
    const named = volumes.some(
      ({ type, source }) =>
        type === "volume" && source !== undefined && file.volumes?.[source] !== undefined,
    );
    demand(named, `a named volume of ${redis}`, volumes);
    return undefined;
  },
};
