import { createServer } from 'node:http'
import process from 'node:process'

/** A stand-in for a process of the stack; `FAKE_MANNER` tells how it misbehaves. */
const { FAKE_PORT, FAKE_MANNER } = process.env

// Before the first word: who hears it may send SIGTERM at once.
if (FAKE_MANNER === 'ignores-sigterm') process.on('SIGTERM', () => undefined)
else process.on('SIGTERM', () => process.exit(0))

process.stdout.write(`{"level":30,"msg":"fake begins","port":${FAKE_PORT ?? ''}}\n`)
if (FAKE_MANNER === 'dies-at-once') {
  process.stderr.write('the configuration is broken\n')
  process.exit(3)
}

createServer((request, response) => {
  if (request.url === '/die') process.exit(7)
  response.statusCode = FAKE_MANNER === 'never-well' ? 503 : 200
  response.end()
}).listen(Number(FAKE_PORT), '127.0.0.1')
