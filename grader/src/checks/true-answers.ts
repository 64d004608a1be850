import {
  demand,
  demandStatus,
  jsonOf,
  type Random,
  type Target,
} from "@workshop/serving/http-contract";
import type { TrueAnswer } from "../engines/model/truth.ts";

const AT_ONCE = 10;
const TOLERANCE = 1e-6;

export const loadTruth = () => import("../engines/model/truth.ts");

/**
 * Asks for `count` released golden rows and for as many made up just now, so that no table can hold
 * the answers.
 * @throws ContractFailure where a prediction is not the champion's
 */
export async function demandTrueAnswers(
  target: Target,
  count: number,
  random: Random,
): Promise<void> {
  const { scoreTruth, validGolden } = await loadTruth();
  const rows = [...(await validGolden(count, random)), ...(await scoreTruth(count, random))];
  const ask = async ({ features, probability }: TrueAnswer) => {
    const ids = { user_id: random.integer(1, 943), movie_id: random.integer(1, 1682) };
    const body = { ...ids, ...features };
    const answer = await target.request({ method: "POST", path: "/predict", body });
    const of = "a row with all 34 features";
    demandStatus(answer, 200, of);
    const { prediction } = jsonOf(answer, of);
    demand(
      typeof prediction === "number" && Math.abs(prediction - probability) <= TOLERANCE,
      `"prediction": ${probability} (± ${TOLERANCE}) for ${JSON.stringify(body)}`,
      prediction,
    );
  };
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await Promise.all(rows.slice(at, at + AT_ONCE).map(ask));
  }
}
