import { readEnv } from './env.ts'
import { createEmbeddedCouch } from './server.ts'

/** Starts the embedded server and stops it in good order when the process is told to end. */
async function main(): Promise<void> {
  const env = readEnv(process.env)
  const couch = createEmbeddedCouch({
    dataDir: env.dataDir,
    admin: env.admin,
    onError: (error) => say(process.stderr, error instanceof Error ? error.stack : String(error)),
  })
  const url = await couch.listen({ port: env.port })
  say(process.stdout, `CouchDB (embedded) is listening on ${url}`)

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      couch[Symbol.asyncDispose]().then(() => process.exit(0), fail)
    })
}

function fail(error: unknown): void {
  say(process.stderr, sentenceFor(error))
  process.exit(1)
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE')
    return 'The port is in use: another program listens there. Stop it or set COUCHDB_PORT.'
  return error.message
}

function say(stream: NodeJS.WriteStream, text: string | undefined): void {
  stream.write(`${text ?? ''}\n`)
}

main().catch(fail)
