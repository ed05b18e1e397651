import { promisify } from 'node:util'
import { gzip, zstdCompress } from 'node:zlib'
import { type Context } from 'hono'

const compressors = { zstd: promisify(zstdCompress), gzip: promisify(gzip) } as const

/** Below this many characters compression costs more than it saves. */
const worthCompressing = 1_024

/** Answers 200 with JSON, compressed off the main thread where it is large and the client can read it. */
export const sendJson = async (c: Context, value: unknown): Promise<Response> => {
  const text = JSON.stringify(value)
  c.header('Content-Type', 'application/json')
  c.header('Vary', 'Accept-Encoding')
  const encoding = acceptedEncoding(c.req.header('accept-encoding') ?? '')
  if (text.length < worthCompressing || encoding === undefined) return c.body(text)
  c.header('Content-Encoding', encoding)
  return c.body(new Uint8Array(await compressors[encoding](text)))
}

const acceptedEncoding = (accepted: string): keyof typeof compressors | undefined =>
  (['zstd', 'gzip'] as const).find((name) =>
    new RegExp(`(?:^|,)\\s*${name}\\s*(?:,|;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|$)`, 'i').test(
      accepted,
    ),
  )
