import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runProgram } from './stack/run-program.ts'

/** Creates the secrets that compose.yaml mounts, each once; those that exist stay. */
const folder = resolve(process.env['SECRETS_DIR'] ?? 'secrets')
const passwordBytes = 24

await mkdir(folder, { recursive: true, mode: 0o700 })
// A real bank issues its own client secret: put it into pix-client-secret.
for (const name of ['couchdb-password', 'pix-client-secret']) {
  const file = join(folder, name)
  if (existsSync(file)) continue
  await writeFile(file, randomBytes(passwordBytes).toString('base64url'), { mode: 0o600 })
}
await runProgram([join(import.meta.dirname, '../sync-server/src/create-secrets.ts'), folder], {})
process.stdout.write(`secrets are in ${folder}\n`)
