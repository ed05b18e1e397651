import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import * as v from 'valibot'
import type { CouchContext } from './context.ts'
import { badRequest, CouchError } from '../couch-error.ts'
import { readJsonText } from './query.ts'

/** The largest body taken at all, in bytes; one document has a smaller limit of its own. */
export const maxBodyBytes = 64 * 1024 * 1024

const objectSchema = v.record(v.string(), v.unknown())
const gunzipAsync = promisify(gunzip)

/** A JSON object from outside, of which nothing more is known. */
export type JsonObject = v.InferOutput<typeof objectSchema>

/** A body with its size, which limits documents. */
export interface SizedBody {
  readonly value: unknown
  readonly bytes: number
}

/** Reads a JSON body that must be an object; throws CouchError 400, 413 or 415. */
export async function readJsonObject(c: CouchContext): Promise<JsonObject> {
  requireJson(c)
  return asJsonObject((await readJson(c)).value, 'Request body must be a JSON object')
}

/** Reads a JSON body of any kind; throws CouchError 400 or 413. */
export async function readJson(c: CouchContext): Promise<SizedBody> {
  const body = await readBytes(c)
  const text = decode(body)
  // PouchDB's copies would lose it; what cannot be kept must not be acknowledged.
  if (text.includes('"__proto__"')) throw badRequest('A member cannot be named __proto__')
  return { value: readJsonText(text), bytes: body.byteLength }
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw badRequest('invalid UTF-8 JSON')
  }
}

/** Takes a value as a JSON object or throws CouchError 400 with the reason given. */
export function asJsonObject(value: unknown, reason: string): JsonObject {
  if (Array.isArray(value) || !v.is(objectSchema, value)) throw badRequest(reason)
  return value
}

/** Refuses a body that is not declared as JSON: 415, which also keeps HTML forms of other sites out. */
export function requireJson(c: CouchContext): void {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new CouchError({
      status: 415,
      error: 'bad_content_type',
      reason: 'Content-Type must be application/json',
    })
}

async function readBytes(c: CouchContext): Promise<Uint8Array> {
  const declared = Number(c.req.header('content-length') ?? Number.NaN)
  if (declared > maxBodyBytes) throw tooLarge()
  const raw = Number.isNaN(declared)
    ? await readUpToLimit(c.req.raw.body)
    : new Uint8Array(await c.req.arrayBuffer())
  if (c.req.header('content-encoding') !== 'gzip') return raw
  try {
    return await gunzipAsync(raw, { maxOutputLength: maxBodyBytes })
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge()
    throw badRequest('invalid gzip body')
  }
}

async function readUpToLimit(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBodyBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): CouchError {
  return new CouchError({
    status: 413,
    error: 'too_large',
    reason: 'the request entity is too large',
  })
}
