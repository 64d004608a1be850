import { demand } from "@workshop/serving/http-contract";
import { inspectImage } from "../../engines/docker/image.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { userFromFiles } from "./from-files/user.ts";

export const notRoot: Check<DockerContext> = {
  id: "not-root",
  title: "It runs as a user with a number, and not as root",
  step: 3,
  points: 3,
  why: "Root inside is root outside as soon as one wall has a hole.",
  hints: [
    "docker inspect workshop-api --format '{{.Config.User}}'",
    "USER decides who the process is; Kubernetes can only tell a number from root.",
    "USER 1000:1000 in the last stage; files that it reads may belong to root.",
  ],
  after: ["answers"],
  needs: ["docker"],
  mutants: [
    { title: "is root", edits: { Dockerfile: [{ find: "USER 1000:1000", replace: "USER 0:0" }] } },
    {
      title: "has a name only",
      edits: { Dockerfile: [{ find: "USER 1000:1000", replace: "USER nobody" }] },
    },
  ],
  fromFiles: userFromFiles,
  async run(context) {
    const image = await context.image();
    const { user } = await inspectImage(image.reference);
    demand(
      /^[1-9]\d*(:\d+)?$/.test(user),
      "a number above 0 as USER of the image",
      user || "no USER: root",
    );
    const { titles, processes } = await (await context.shared()).top();
    const column = titles.indexOf("UID");
    const owners = [...new Set(processes.map((row) => row[column] ?? ""))];
    demand(
      !owners.includes("root") && !owners.includes("0"),
      "no process of root in the container",
      owners,
    );
    return undefined;
  },
};
