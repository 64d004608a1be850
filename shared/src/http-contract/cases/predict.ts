import type { ContractCase } from "../case.ts";
import { DECK, IDS } from "../example.ts";
import { demand, demandStatus, jsonOf } from "../expect.ts";
import type { Target } from "../target.ts";

async function predict(target: Target, body: object, of: string) {
  const answer = await target.request({ method: "POST", path: "/predict", body });
  demandStatus(answer, 200, of);
  const given = jsonOf(answer, of);
  const { prediction } = given;
  demand(typeof prediction === "number", `a number in "prediction" for ${of}`, given);
  return Object.assign(given, { prediction });
}

/** Real-time prediction: slides 8 to 10. */
export const PREDICT: readonly ContractCase[] = [
  {
    id: "predict-ids",
    title: "POST /predict answers for ids alone",
    why: "Callers know who and what; the features are the service's business.",
    async run(target) {
      const body = await predict(target, IDS, "the ids 259 and 298");
      const { prediction } = body;
      demand(prediction >= 0 && prediction <= 1, 'a probability in "prediction"', body);
      demand(body.user_id === 259, '"user_id": 259 as it was sent', body);
      demand(body.movie_id === 298, '"movie_id": 298 as it was sent', body);
    },
  },
  {
    id: "predict-metadata",
    title: "A prediction carries its class, model version and time",
    why: "Without the version nobody can say later which model made a decision.",
    async run(target) {
      const body = await predict(target, DECK, "the deck's example");
      demand(body.prediction_class === 1, '"prediction_class": 1 for the deck\'s example', body);
      demand(
        typeof body.model_version === "string" && /^v\d+\.\d+\.\d+$/.test(body.model_version),
        'a version such as v1.1.0 in "model_version"',
        body,
      );
      const time = body.inference_time_ms;
      demand(
        typeof time === "number" && time >= 0 && time < 10_000,
        'milliseconds in "inference_time_ms"',
        body,
      );
    },
  },
  {
    id: "predict-request-id",
    title: "Every answer carries a request id, the caller's where it sent one",
    why: "It is the one thread through logs, metrics and traces when a caller complains.",
    async run(target) {
      const call = { method: "POST", path: "/predict", body: IDS };
      const given = await target.request({ ...call, headers: { "x-request-id": "contract-42" } });
      demand(
        given.headers["x-request-id"] === "contract-42",
        "the header x-request-id: contract-42 back",
        given.headers,
      );
      const body = jsonOf(given, "a request with an id");
      demand(body.request_id === "contract-42", '"request_id": "contract-42"', body);
      const [first, second] = [await target.request(call), await target.request(call)];
      const ids = [first, second].map((each) => jsonOf(each, "a request without an id").request_id);
      demand(
        typeof ids[0] === "string" && ids[0] !== ids[1],
        "a fresh id for each request that brings none",
        ids,
      );
    },
  },
  {
    id: "predict-override",
    title: "A feature in the request overrides what the service knows",
    why: "A caller with fresher data than the store must be able to say so.",
    async run(target) {
      const known = await predict(target, IDS, "the ids alone");
      const changed = await predict(
        target,
        { ...IDS, user_like_rate: 0.01, movie_like_rate: 0.01, user_genre_like_rate: 0.01 },
        "the ids with low like rates",
      );
      demand(
        changed.prediction < known.prediction - 0.1,
        "a clearly lower prediction for low like rates",
        { ids: known.prediction, overridden: changed.prediction },
      );
    },
  },
  {
    id: "predict-missing-not-zero",
    title: "A rate without history is missing, not zero",
    why: "Zero says everybody disliked it; the model then turns newcomers away.",
    async run(target) {
      const newcomer = { ...DECK, user_id: 1_000_001, movie_id: 1_000_002 };
      const absent = await predict(target, newcomer, "a user and a movie without history");
      const rates = [
        "user_like_rate",
        "movie_like_rate",
        "user_genre_like_rate",
        "occupation_movie_like_rate",
      ];
      const nulls = Object.fromEntries(rates.map((rate) => [rate, null]));
      const zeros = Object.fromEntries(rates.map((rate) => [rate, 0]));
      const missing = await predict(target, { ...newcomer, ...nulls }, "rates sent as null");
      const zero = await predict(target, { ...newcomer, ...zeros }, "rates sent as 0");
      demand(absent.prediction === missing.prediction, "null and absent to mean the same", {
        absent: absent.prediction,
        null: missing.prediction,
      });
      demand(
        missing.prediction >= 0.5 && zero.prediction < 0.5,
        "the deck's example to be a like (at least 0.5) with missing rates, a dislike with zeros",
        { missing: missing.prediction, zero: zero.prediction },
      );
    },
  },
  {
    id: "predict-unknown-ids",
    title: "An id the service has never seen is answered and marked",
    why: "New users arrive every day; an error for each of them is an outage.",
    async run(target) {
      const body = await predict(
        target,
        { user_id: 4_000_000_000, movie_id: 298 },
        "an unknown user_id",
      );
      demand(
        JSON.stringify(body.unknown_ids) === '["user_id"]',
        '"unknown_ids": ["user_id"]',
        body,
      );
      const known = await predict(target, IDS, "known ids");
      demand(JSON.stringify(known.unknown_ids) === "[]", '"unknown_ids": [] for known ids', known);
    },
  },
  {
    id: "predict-deterministic",
    title: "The same input gives the same prediction, alone and among others",
    why: "Rows of concurrent requests share a run; one must never see another's numbers.",
    async run(target) {
      const users = Array.from({ length: 40 }, (_, index) => ({
        user_id: index + 1,
        movie_id: 298,
      }));
      const alone: unknown[] = [];
      for (const body of users)
        alone.push((await predict(target, body, "one at a time")).prediction);
      const together = await Promise.all(users.map((body) => predict(target, body, "all at once")));
      const same = together.every((body, index) => body.prediction === alone[index]);
      demand(same, "equal predictions one at a time and all at once", {
        alone: alone.slice(0, 5),
        together: together.slice(0, 5).map((body) => body.prediction),
      });
      demand(new Set(alone).size > 5, "different predictions for different users", alone);
    },
  },
];
