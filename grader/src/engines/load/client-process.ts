import { openLoop } from "./open-loop.ts";
import { peak } from "./peak.ts";
import { type LoadAnswer, type LoadOrder, packResult, unpackOptions } from "./transport.ts";

/** The load client's process: one order in, one answer out, until its parent is gone. */
async function answer(order: LoadOrder): Promise<LoadAnswer> {
  try {
    if ("peak" in order) return { peak: await peak(order.peak) };
    return { openLoop: packResult(await openLoop(unpackOptions(order.openLoop))) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

process.on("message", async (order: LoadOrder) => {
  const reply = await answer(order);
  process.send?.(reply);
});
process.on("disconnect", () => process.exit());
