import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbeddedCouch } from './server.ts'

/** An embedded server for one test, on a free port and in a folder of its own. */
export interface TemporaryCouch extends AsyncDisposable {
  readonly url: string
  readonly dataDir: string
  readonly errors: readonly unknown[]
  /** Asks as the admin unless headers say otherwise. */
  ask(method: string, path: string, extra?: Extra): Promise<Reply>
}

/** What goes with a request; a text or bytes are sent as they are, anything else as JSON. */
export interface Extra {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What a server answered; `body` is JSON where it is JSON. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly text: string
}

export const testAdmin = { name: 'admin', password: 'correct horse' } as const

/** The header of the test's admin. */
export const adminHeader = `Basic ${btoa(`${testAdmin.name}:${testAdmin.password}`)}`

/** Starts a server, in the folder given or in a new one. */
export async function temporaryCouch(
  dataDir = mkdtempSync(join(tmpdir(), 'totem-couch-')),
): Promise<TemporaryCouch> {
  const errors: unknown[] = []
  const couch = createEmbeddedCouch({
    dataDir,
    admin: testAdmin,
    onError: (error) => errors.push(error),
  })
  const url = await couch.listen({ port: 0 })
  return {
    url,
    dataDir,
    errors,
    ask: (method, path, extra = {}) => ask(method, url + path, extra),
    async [Symbol.asyncDispose]() {
      await couch[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function ask(method: string, url: string, { body, headers }: Extra): Promise<Reply> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      authorization: adminHeader,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && {
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    }),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(text), text }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
