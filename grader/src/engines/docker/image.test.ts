import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { filesOfImage, historyOf, inspectImage } from "./image.ts";
import { readLayers } from "./layers.ts";
import { mergedFiles } from "./merged-files.ts";
import { dockerTest } from "./testing/docker.ts";

const test = dockerTest();
const SECRET = "a-secret-that-must-not-be-there";

/** An engine adds some files of its own to each container. */
const isOfLayers = (path: string) => /^(app|bin|lib|lib64)(\/|$)/.test(path);

const DOCKERFILE = `FROM node:24-bookworm-slim AS build
RUN mkdir /out && echo made > /out/made
FROM scratch
COPY secret.txt /app/.env
COPY --from=build /out /app/out
COPY --from=build /bin /bin
COPY --from=build /lib /lib
COPY --from=build /lib64 /lib64
RUN ["/bin/rm", "/app/.env"]
LABEL org.opencontainers.image.version=1.2.3
USER 10001:10001
EXPOSE 8000
HEALTHCHECK CMD ["/bin/true"]
ENTRYPOINT ["/bin/cat"]
CMD ["/app/out/made"]
`;

describe("an image", () => {
  it("is told from outside: its facts, its history, its files and its layers", async () => {
    const { reference, id } = await test.build({
      Dockerfile: DOCKERFILE,
      "secret.txt": `TOKEN=${SECRET}`,
    });
    const facts = await inspectImage(reference);
    expect(facts).toMatchObject({
      id,
      user: "10001:10001",
      entrypoint: ["/bin/cat"],
      command: ["/app/out/made"],
      labels: { "org.opencontainers.image.version": "1.2.3" },
      healthcheck: ["CMD", "/bin/true"],
      exposed: ["8000/tcp"],
    });

    const history = await historyOf(reference);
    expect(history.some(({ createdBy }) => createdBy.includes("COPY secret.txt /app/.env"))).toBe(
      true,
    );

    const paths = (await filesOfImage(reference, test.run)).map(({ path }) => path);
    expect(paths).toContain("app/out/made");
    expect(paths).not.toContain("app/.env");

    const layers = await readLayers(reference, {
      needles: [SECRET, `no-${SECRET}`],
      compress: "gzip",
      keep: (path) => path === "app/out/made",
    });
    const merged = mergedFiles(layers);
    const made = createHash("sha256").update("made\n").digest("hex");
    expect(merged.get("app/out/made")?.contents).toEqual({ digest: made, text: "made\n" });
    expect(merged.get("bin/cat")?.contents?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(merged.get("bin/cat")?.contents).not.toHaveProperty("text");
    expect([...merged.keys()].sort()).toEqual(expect.arrayContaining(paths.filter(isOfLayers)));
    expect(merged.has("app/.env")).toBe(false);
    expect(layers.map((layer) => layer.id)).toEqual(facts.layers);
    expect(layers[0]?.found).toEqual([{ path: "app/.env", needle: SECRET }]);
    expect(layers.at(-1)?.whiteouts).toEqual(["app/.env"]);
    expect(layers.slice(1).flatMap(({ found }) => found)).toEqual([]);
    const size = layers.reduce((sum, layer) => sum + layer.size, 0);
    expect(size).toBe(facts.size);
    const compressed = layers.reduce((sum, layer) => sum + (layer.compressed ?? 0), 0);
    expect(compressed).toBeGreaterThan(size / 10);
    expect(compressed).toBeLessThan(size);
    const again = await readLayers(reference, { compress: "gzip" });
    expect(again.map((layer) => layer.compressed)).toEqual(layers.map((layer) => layer.compressed));
  });
});
