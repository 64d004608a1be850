const LATEST_MS = 2000;

/**
 * The status of a request, or why there was none within 2 s. Nothing is followed to another place,
 * and the body is not read.
 */
export async function statusOf(url: string, request: RequestInit = {}): Promise<number | string> {
  try {
    const signal = AbortSignal.timeout(LATEST_MS);
    const { status, body } = await fetch(url, { ...request, redirect: "manual", signal });
    await body?.cancel();
    return status;
  } catch (error) {
    const { cause, name } = error as { cause?: { code?: string }; name?: string };
    if (name === "TimeoutError") return `no answer within ${LATEST_MS / 1000} s`;
    return cause?.code ?? String(error);
  }
}
