import { Readable } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib'
import { err, ok, type Result } from '@totem/shared-schema'

/** Why the body of a request was not read. */
export type BodyRefusal = 'too_large' | 'unknown_encoding' | 'damaged'

const decoders = {
  gzip: createGunzip,
  deflate: createInflate,
  zstd: createZstdDecompress,
  br: createBrotliDecompress,
} as const

/**
 * Reads a whole body and undoes its `Content-Encoding`. Neither the bytes on the wire nor the
 * decompressed ones may pass `maxBytes`: reading stops there, so that a bomb costs no more than that.
 */
export const readBody = async (
  request: Request,
  maxBytes: number,
): Promise<Result<Uint8Array, BodyRefusal>> => {
  const declared = request.headers.get('content-length')
  if (Number(declared ?? 0) > maxBytes) return err('too_large')
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity' && !isKnown(encoding)) return err('unknown_encoding')
  // Nearly every push: short and plain. The body is taken as a whole, without a stream around it.
  if (declared !== null && encoding === 'identity') return readDeclared(request)
  if (request.body === null) return ok(new Uint8Array())
  const plain = encoding === 'identity' ? request.body : decompress(request.body, encoding)
  return collect(plain, maxBytes)
}

/** HTTP itself sees to it that a body is no longer than declared. */
const readDeclared = async (request: Request): Promise<Result<Uint8Array, BodyRefusal>> => {
  try {
    return ok(new Uint8Array(await request.arrayBuffer()))
  } catch {
    return err('damaged')
  }
}

const isKnown = (encoding: string): encoding is keyof typeof decoders =>
  Object.hasOwn(decoders, encoding)

const decompress = (
  body: ReadableStream<Uint8Array>,
  encoding: keyof typeof decoders,
): AsyncIterable<Uint8Array> => {
  const source = Readable.fromWeb(body)
  const decoder = decoders[encoding]()
  source.once('error', (error) => decoder.destroy(error))
  decoder.once('close', () => source.destroy())
  return source.pipe(decoder)
}

const collect = async (
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Result<Uint8Array, BodyRefusal>> => {
  const read: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > maxBytes) return err('too_large')
      read.push(chunk)
    }
  } catch {
    return err('damaged')
  }
  return ok(Buffer.concat(read))
}
