import { contractCheck } from "../contract-check.ts";

export const connectionPipelined = contractCheck("connection-pipelined", {
  step: 6,
  points: 1,
  hints: [
    "A client may send its next request before it has the first answer: several are under way on one connection.",
    "Node sends the answers in order. What can go wrong is data kept with the socket, where the next request overwrites it.",
    "Keep what belongs to a request in the handler's constants, on request or in response.locals; never on request.socket.",
  ],
  after: ["predict-ids"],
  mutants: [
    {
      title: "keeps the caller's ids with the connection",
      edits: {
        "src/app.ts": [
          {
            find: `(request) =>
    predictions.predict(body(request), { requestId: request.id, signal: clientOf(request) }),`,
            replace: `(request) => {
    const socket: { user?: unknown } = request.raw.socket;
    socket.user = (body(request) as { user_id?: unknown } | null)?.user_id;
    return predictions
      .predict(body(request), { requestId: request.id, signal: clientOf(request) })
      .then((answer) => ({ ...answer, user_id: socket.user }));
  },`,
          },
        ],
      },
    },
  ],
});
