import { contractCheck } from "../contract-check.ts";

export const docsOffline = contractCheck("docs-offline", {
  step: 5,
  points: 2,
  hints: [
    "The pages and their scripts have to come from this process. core.docs holds all of them.",
    "Each entry has path, contentType, headers and body(): register a GET route for every one, the scripts too.",
    "for (const asset of core.docs) app.get(asset.path, …) with type asset.contentType, headers asset.headers, body await asset.body().",
  ],
  after: ["starts"],
  mutants: [
    {
      title: "has the pages connect to a CDN",
      edits: {
        "src/app.ts": [
          {
            find: ".send(await asset.body());",
            replace: `.send(
          asset.contentType.startsWith("text/html")
            ? String(await asset.body()).replace(
                "</head>",
                '<link rel="preconnect" href="https://cdn.example"></head>',
              )
            : await asset.body(),
        );`,
          },
        ],
      },
    },
  ],
});
