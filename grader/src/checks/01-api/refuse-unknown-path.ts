import { contractCheck } from "../contract-check.ts";

export const refuseUnknownPath = contractCheck("refuse-unknown-path", {
  step: 3,
  points: 3,
  hints: [
    "Frameworks have a 404 page of their own, also for a path that exists and takes another method.",
    "unmatched(method, url) is the right ApiError for both: 404, or 405 with Allow. problemHeaders(error) brings that header.",
    "setNotFoundHandler((request) => { throw unmatched(request.method, request.url); }), frameworkErrors for /%zz. Express: last app.use.",
  ],
  after: ["starts"],
  mutants: [
    {
      title: "answers a wrong method with 404",
      edits: {
        "src/app.ts": [
          {
            find: "throw unmatched(request.method, request.url);",
            replace: 'throw new ApiError("not-found", "No such path.");',
          },
        ],
      },
    },
  ],
});
