/** Which of these texts stand anywhere in a stream of bytes, which is read to its end. */
export async function needlesIn(
  stream: AsyncIterable<Buffer>,
  needles: readonly string[],
): Promise<string[]> {
  const wanted = needles.map((needle) => ({ needle, bytes: Buffer.from(needle) }));
  const longest = Math.max(1, ...wanted.map(({ bytes }) => bytes.length));
  const found = new Set<string>();
  let tail = Buffer.alloc(0);
  for await (const chunk of stream) {
    if (found.size === wanted.length) continue;
    const text = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk;
    for (const { needle, bytes } of wanted) {
      if (!found.has(needle) && text.includes(bytes)) found.add(needle);
    }
    tail = Buffer.from(text.subarray(Math.max(0, text.length - longest + 1)));
  }
  return [...found];
}
