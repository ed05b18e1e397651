/**
 * Streams text to a client and stops the source when the client leaves.
 *
 * @param source makes the text; its signal aborts when nobody reads on or `until` aborts.
 */
export function streamText(
  source: (signal: AbortSignal) => AsyncGenerator<string>,
  until: readonly AbortSignal[],
): ReadableStream<Uint8Array> {
  const left = new AbortController()
  const encoder = new TextEncoder()
  const texts = source(AbortSignal.any([left.signal, ...until]))
  return new ReadableStream({
    async pull(controller) {
      const next = await texts.next()
      if (next.done === true) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    cancel() {
      left.abort()
    },
  })
}
