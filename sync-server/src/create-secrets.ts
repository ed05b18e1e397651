import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hasCode } from './has-code.ts'
import { makeSecrets, type SecretFile } from './secrets/make-secrets.ts'

const usage = 'Usage: node sync-server/src/create-secrets.ts DIR [--tenant NAME]...\n'

/** Writes a secret file readable by its owner alone; one that exists is never touched. */
const writeOnce = async (dir: string, { name, content }: SecretFile): Promise<string> => {
  const path = join(dir, name)
  try {
    await writeFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    return `made ${path}\n`
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    return `kept ${path}\n`
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: 'string', multiple: true, default: ['demo'] } },
})
const [dir] = positionals
if (dir === undefined) {
  process.stderr.write(usage)
  process.exit(1)
}
await mkdir(dir, { recursive: true, mode: 0o700 })
for (const file of await makeSecrets(values.tenant))
  process.stdout.write(await writeOnce(dir, file))
