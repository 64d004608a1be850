import type { ContractCase } from "../case.ts";
import { IDS } from "../example.ts";
import { demand, demandPointer, demandProblem } from "../expect.ts";
import { postInPieces } from "../large-body.ts";
import type { Target } from "../target.ts";

const JSON_TYPE = { "content-type": "application/json" };

function send(
  target: Target,
  body: string | Uint8Array | object,
  headers?: Record<string, string>,
) {
  const given = typeof body === "object" && !(body instanceof Uint8Array);
  return target.request({
    method: "POST",
    path: "/predict",
    body,
    headers: headers ?? (given ? {} : JSON_TYPE),
  });
}

/** Bodies that look like JSON and are not predictions, with the field each error must point at. */
const WRONG_FIELDS: readonly [string, string, string][] = [
  ["a string for a number", '{"user_id":"259","movie_id":298}', "/user_id"],
  ["a negative id", '{"user_id":-1,"movie_id":298}', "/user_id"],
  ["an id of zero", '{"user_id":0,"movie_id":298}', "/user_id"],
  ["an id of 2^53", '{"user_id":9007199254740992,"movie_id":298}', "/user_id"],
  ["a fractional id", '{"user_id":1.5,"movie_id":298}', "/user_id"],
  ["a missing id", '{"user_id":259}', "/movie_id"],
  ["an age of 1e309", '{"user_id":259,"movie_id":298,"age":1e309}', "/age"],
  ["an age of 999", '{"user_id":259,"movie_id":298,"age":999}', "/age"],
  ["an age in a list", '{"user_id":259,"movie_id":298,"age":[21]}', "/age"],
  ["true for a number", '{"user_id":259,"movie_id":298,"age":true}', "/age"],
  [
    "an unknown occupation",
    '{"user_id":259,"movie_id":298,"occupation_new":"pirate"}',
    "/occupation_new",
  ],
  [
    "a lone surrogate",
    '{"user_id":259,"movie_id":298,"occupation_new":"\\ud800"}',
    "/occupation_new",
  ],
  ["a NUL in a value", '{"user_id":259,"movie_id":298,"gender":"M\\u0000"}', "/gender"],
  ["a __proto__ key", '{"user_id":259,"movie_id":298,"__proto__":{"age":21}}', "/__proto__"],
  ["a constructor key", '{"user_id":259,"movie_id":298,"constructor":{}}', "/constructor"],
];

const NOT_JSON: readonly [string, string | Uint8Array][] = [
  ["an empty body", ""],
  ["half an object", '{"user_id":259,'],
  ["NaN", '{"user_id":259,"movie_id":NaN}'],
  ["Infinity", '{"user_id":259,"movie_id":Infinity}'],
  ["single quotes", "{'user_id':259}"],
  ["two objects", "{}{}"],
  ["bytes that are not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
];

/** Input that is refused: 400, 404, 405, 413, 415, 422; never a 500. */
export const REFUSALS: readonly ContractCase[] = [
  {
    id: "refuse-not-json",
    title: "A body that is not JSON is a 400",
    why: "A 500 here pages somebody at night for a caller's typo.",
    async run(target) {
      for (const [of, body] of NOT_JSON) demandProblem(await send(target, body), 400, of);
    },
  },
  {
    id: "refuse-wrong-fields",
    title: "A wrong field is a 422 that points at it",
    why: "The caller's developer mends it from the answer, without asking you.",
    async run(target) {
      for (const [of, body, pointer] of WRONG_FIELDS) {
        demandPointer(demandProblem(await send(target, body), 422, of), pointer, of);
      }
    },
  },
  {
    id: "refuse-not-an-object",
    title: "JSON that is not an object is a 422",
    why: "Valid JSON of the wrong shape is where unguarded code crashes.",
    async run(target) {
      for (const body of [
        "[]",
        "null",
        "259",
        '"x"',
        "true",
        "[".repeat(50_000) + "]".repeat(50_000),
      ]) {
        demandProblem(await send(target, body), 422, body.slice(0, 20));
      }
    },
  },
  {
    id: "refuse-unknown-keys",
    title: "An unknown key is refused by name, with the nearest known one",
    why: "A silent typo in a feature's name is a wrong prediction nobody notices.",
    async run(target) {
      const of = "the key ocupation_new";
      const answer = await send(target, { ...IDS, ocupation_new: "student" });
      const error = demandPointer(demandProblem(answer, 422, of), "/ocupation_new", of);
      demand(error.detail.includes("occupation_new"), "a suggestion of occupation_new", error);
    },
  },
  {
    id: "refuse-last-duplicate-counts",
    title: "Of a key that stands twice, the last one counts",
    why: "Two parsers that disagree on this are how checks are walked around.",
    async run(target) {
      const twice = await send(target, '{"user_id":"x","user_id":259,"movie_id":298}');
      demand(twice.status === 200, "200 where the last user_id is right", twice.status);
      const wrong = await send(target, '{"user_id":259,"movie_id":298,"user_id":"x"}');
      demandProblem(wrong, 422, "a last user_id that is wrong");
    },
  },
  {
    id: "refuse-content-type",
    title: "Another content type is a 415",
    why: "Form posts need no CORS preflight: reading them as JSON opens the door to other sites.",
    async run(target) {
      const body = JSON.stringify(IDS);
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
        demandProblem(await send(target, body, { "content-type": type }), 415, type);
      }
      const utf8 = { "content-type": "application/json; charset=utf-8" };
      const fine = await send(target, body, utf8);
      demand(fine.status === 200, "200 for application/json; charset=utf-8", fine.status);
    },
  },
  {
    id: "refuse-too-large",
    title: "A body of 10 MB is a 413",
    why: "Memory that a stranger can fill is a stranger's off switch.",
    async run(target) {
      const body = `{"user_id":259,"movie_id":298,"x":"${"x".repeat(10_000_000)}"}`;
      const answer = target.address
        ? await postInPieces(target.address, "/predict", body)
        : await send(target, body);
      demandProblem(answer, 413, "10 MB");
    },
  },
  {
    id: "refuse-unknown-path",
    title: "An unknown path is a 404, a wrong method a 405 with Allow",
    why: "Clients branch on these; a 200 with an error inside breaks their retries.",
    async run(target) {
      for (const path of ["/nothing", "/predict/", "/PREDICT", "/%zz", "/predict%2Fbatch"]) {
        demandProblem(await target.request({ method: "GET", path }), 404, `GET ${path}`);
      }
      const answer = await target.request({ method: "GET", path: "/predict" });
      demandProblem(answer, 405, "GET /predict");
      demand(
        (answer.headers.allow ?? "").split(/, */).includes("POST"),
        "the header Allow with POST",
        answer.headers.allow ?? "none",
      );
      demandProblem(
        await target.request({ method: "DELETE", path: "/model" }),
        405,
        "DELETE /model",
      );
    },
  },
];
