import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import { readLayers } from "../../engines/docker/layers.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

export const noSecrets: Check<DockerContext> = {
  id: "no-secrets",
  title: "Secrets that lie about in the repository are in no layer of it",
  step: 3,
  points: 6,
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
  async run(context) {
    const secrets = Array.from({ length: 5 }, (_, index) => `planted-${context.run}-${index}`);
    const { workspace } = context.api;
    const image = await context.build({
      async change(root) {
        const plant = async (file: string, text: string) => {
          await mkdir(path.dirname(path.join(root, file)), { recursive: true });
          await writeFile(path.join(root, file), text);
        };
        await plant(".env", `DATABASE_PASSWORD=${secrets[0]}\n`);
        await plant(`${workspace}/.env`, `API_KEY=${secrets[1]}\n`);
        await plant(`${workspace}/id_rsa`, `-----BEGIN OPENSSH PRIVATE KEY-----\n${secrets[2]}\n`);
        await plant("shared/.aws/credentials", `aws_secret_access_key = ${secrets[3]}\n`);
        await appendFile(
          path.join(root, ".npmrc"),
          `\n//registry.invalid/:_authToken=${secrets[4]}\n`,
        );
      },
    });
    const layers = await readLayers(image.reference, { needles: secrets });
    const found = layers.flatMap((layer) => layer.found.map((each) => each.path));
    demand(found.length === 0, "none of five planted secrets in a layer", `/${found.join(", /")}`);
    return undefined;
  },
};
