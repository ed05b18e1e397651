// Plain JavaScript: it runs on the machine's own Node, before our own one is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules/.totem-installed')
const oldestNode = 20

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

const isInstalled = () =>
  existsSync(join(root, 'node_modules/.bin/node')) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === lockHash()

const writeStamp = () => {
  writeFileSync(stamp, lockHash())
}

const install = () => {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    process.stderr.write(
      `Totem needs Node ${oldestNode} or newer to install; this is ${process.version}.\n`,
    )
    return 1
  }
  process.stderr.write('Installing packages (npm ci) …\n')
  const { status } = spawnSync(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status === 0) writeStamp()
  else process.stderr.write('npm ci failed; the lines above say why.\n')
  return status ?? 1
}

if (process.argv.includes('--stamp')) writeStamp()
else if (!isInstalled()) process.exitCode = install()
