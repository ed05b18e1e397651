import { glob, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readStackOptions } from './command-options.ts'
import { listRecorded, isStillOurs } from './stack/run-files.ts'
import { stackPaths } from './stack/stack-options.ts'

const repository = join(import.meta.dirname, '..')
const rebuildable = [
  '*/dist',
  'coverage',
  '{.,e2e}/{playwright-report,test-results}',
  'node_modules/.cache',
]

for await (const path of glob(rebuildable, { cwd: repository })) {
  await rm(join(repository, path), { recursive: true, force: true })
  process.stdout.write(`removed ${path}\n`)
}

const options = readStackOptions(process.env)
const running = await Promise.all((await listRecorded(stackPaths(options).run)).map(isStillOurs))
const dataDir = relative(process.cwd(), options.dataDir)
if (process.env['CONFIRM'] !== '1') {
  process.stdout.write(
    `kept ${dataDir}: \`make clean CONFIRM=1\` removes it, with all tickets in it\n`,
  )
} else if (running.includes(true)) {
  process.stderr.write(`kept ${dataDir}: Totem runs on it; \`make stop\` first\n`)
  process.exitCode = 1
} else {
  await rm(options.dataDir, { recursive: true, force: true })
  process.stdout.write(`removed ${dataDir}\n`)
}
