import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

const repository = join(import.meta.dirname, '..')
const apps = ['kiosk', 'operator'] as const
/** The panel is built after the tablet's app, into a folder of it. */
const configs = {
  kiosk: ['vite.config.ts'],
  operator: ['vite.config.ts', 'vite.panel.config.ts'],
} as const satisfies Record<(typeof apps)[number], readonly string[]>
/** What ends up in every app besides its own folder. */
const shared = ['ui', 'shared-schema', 'printer']
const sharedFiles = ['package-lock.json', 'tsconfig.base.json']
const notASource = /\/(dist|node_modules|coverage)\/|\.test\.tsx?$/

type App = (typeof apps)[number]

/** Builds the PWAs whose sources have changed since their last build; throws with Vite's output. */
export const buildApps = async (onBuild: (app: string) => void): Promise<void> => {
  await Promise.all(
    apps.map(async (app) => {
      const hash = await hashSources(app)
      if (await isBuilt(app, hash)) return
      onBuild(app)
      for (const config of configs[app]) await viteBuild(app, config)
      await mkdir(dirname(stampOf(app)), { recursive: true })
      await writeFile(stampOf(app), hash)
    }),
  )
}

const stampOf = (app: App): string => join(repository, 'node_modules/.cache/totem/built', app)

const isBuilt = async (app: App, hash: string): Promise<boolean> =>
  existsSync(join(repository, app, 'dist/index.html')) &&
  (await readFile(stampOf(app), 'utf8').catch(() => '')) === hash

const hashSources = async (app: App): Promise<string> => {
  const folders = await Promise.all([app, ...shared].map(listSources))
  const hash = createHash('sha256')
  for (const file of [...folders.flat(), ...sharedFiles].sort()) {
    hash.update(file).update(await readFile(join(repository, file)))
  }
  return hash.digest('hex')
}

const listSources = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(join(repository, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)))
    .filter((file) => !notASource.test(file))
}

const viteBuild = (app: App, config: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const vite = join(repository, 'node_modules/.bin/vite')
    const options = { cwd: join(repository, app), env: { ...process.env, NODE_ENV: 'production' } }
    execFile(
      vite,
      ['build', '--config', config, '--logLevel', 'warn'],
      options,
      (error, stdout, stderr) => {
        if (error === null) resolve()
        else reject(new Error(`${app} could not be built:\n${stdout}${stderr}`, { cause: error }))
      },
    )
  })
