import { appendFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import { readLayers } from "../../engines/docker/layers.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { copiedFromFiles } from "./from-files/copied.ts";

/** Where secrets are planted, with what stands before each. */
const PLACES = (workspace: string) =>
  [
    [".env", "DATABASE_PASSWORD="],
    [`${workspace}/.env`, "API_KEY="],
    [`${workspace}/id_rsa`, "-----BEGIN OPENSSH PRIVATE KEY-----\n"],
    ["shared/.aws/credentials", "aws_secret_access_key = "],
    [".npmrc", "\n//registry.invalid/:_authToken="],
  ] as const;

export const noSecrets: Check<DockerContext> = {
  id: "no-secrets",
  title: "Secrets that lie about in the repository are in no layer of it",
  step: 3,
  points: 5,
  why: "Whoever can pull the image can read every layer of it, the deleted files included.",
  hints: [
    "Put a .env beside the API, build, and look for it in the image.",
    "COPY takes all that the ignore file lets through; a list of secrets in it is never complete.",
    "Dockerfile.dockerignore: ** first, then ! for what the image needs: manifests, sources, models.",
  ],
  after: ["builds"],
  needs: ["docker"],
  dear: true,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "lets the whole folder of the API through",
      edits: {
        "Dockerfile.dockerignore": [{ find: "!solutions/*/src\n", replace: "!solutions/*\n" }],
      },
    },
    {
      title: "keeps npm's settings, with their token",
      edits: {
        Dockerfile: [
          {
            find: "COPY package.json ./\nCOPY shared",
            replace: "COPY package.json .npmrc ./\nCOPY shared",
          },
        ],
        "Dockerfile.dockerignore": [
          { find: "!package-lock.json\n", replace: "!package-lock.json\n!.npmrc\n" },
        ],
      },
    },
  ],
  fromFiles: (context) =>
    copiedFromFiles(
      context,
      PLACES(context.api.workspace).map(([file]) => file),
    ),
  async run(context) {
    const places = PLACES(context.api.workspace);
    const secrets = places.map((_, index) => `planted-${context.run}-${index}`);
    const image = await context.build({
      async change(root) {
        for (const [index, [file, before]] of places.entries()) {
          const at = path.join(root, file);
          await mkdir(path.dirname(at), { recursive: true });
          await appendFile(at, `${before}${secrets[index]}\n`);
        }
      },
    });
    const layers = await readLayers(image.reference, { needles: secrets });
    const found = layers.flatMap((layer) => layer.found.map((each) => each.path));
    demand(found.length === 0, "none of five planted secrets in a layer", `/${found.join(", /")}`);
    return undefined;
  },
};
