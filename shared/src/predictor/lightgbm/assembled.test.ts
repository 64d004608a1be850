import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import openWabt from "wabt";

test("add-leaves.wasm.ts is add-leaves.wat, assembled", async () => {
  const wabt = await openWabt();
  const source = readFileSync(new URL("add-leaves.wat", import.meta.url), "utf8");
  const { buffer } = wabt.parseWat("add-leaves.wat", source, { simd: true }).toBinary({});
  const text = `/** add-leaves.wat, assembled; its head says how. */
export const ADD_LEAVES =
  "${Buffer.from(buffer).toString("base64")}";
`;
  await expect(text).toMatchFileSnapshot("add-leaves.wasm.ts");
});
