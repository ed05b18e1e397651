import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'
import { type StackOptions, stackPaths } from './stack-options.ts'

/** Password of Fauxton in a demo; printed by `make up`, so it protects nothing. */
export const demoCouchdbPassword = 'totem-admin'

const createSecrets = join(import.meta.dirname, '../../sync-server/src/create-secrets.ts')

/** Creates the secrets of a demo below its data folder, each once; those that exist stay. */
export const ensureDemoSecrets = async (options: StackOptions): Promise<void> => {
  const paths = stackPaths(options)
  await mkdir(paths.secrets, { recursive: true, mode: 0o700 })
  if (!existsSync(paths.couchdbPassword)) {
    await writeFile(paths.couchdbPassword, demoCouchdbPassword, { mode: 0o600 })
  }
  const keyFiles = [paths.jwtKeys, paths.tenantKeys, paths.webhookSecrets]
  if (!keyFiles.every(existsSync)) await runProgram([createSecrets, paths.secrets], {})
}
