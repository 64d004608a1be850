import { dispatch } from "../command-line/dispatch.ts";

/** Runs `npm run models -- …` in this process, without any MODEL_DIR of the shell's. */
export async function runModels(argv: string[], env: NodeJS.ProcessEnv = {}) {
  const said = { out: "", err: "" };
  const code = await dispatch(argv, {
    env,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}
