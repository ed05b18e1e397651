import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Breach, cruiseWalls, type WallReport } from './cruise-walls.ts'

const repository = join(import.meta.dirname, '..', '..')

/** Rooms of the planted house, each with the one harmless file behind its front door. */
const rooms = [
  'shared-schema',
  'printer',
  'couchdb',
  'sync-server',
  'kiosk',
  'operator',
  'pix-simulator',
  'ui',
]

/** Imports that the walls allow. */
const honest: Readonly<Record<string, string>> = {
  'shared-schema/src/index.ts': `import 'valibot'\nexport const schema = 1\n`,
  'shared-schema/src/local-store/index.ts': `import 'rxdb'\nexport const store = 1\n`,
  'printer/src/index.ts': `import '@totem/shared-schema'\nexport const printer = 1\n`,
  'couchdb/src/index.ts': `import '@totem/shared-schema'\nexport const couchdb = 1\n`,
  'couchdb/src/index.test.ts': `import 'vitest'\nimport './index.ts'\n`,
  'sync-server/src/index.ts': `import '@totem/couchdb'\nimport 'hono'\nexport const gateway = 1\n`,
  'kiosk/src/index.ts': `import '@totem/shared-schema/local-store'\nimport '@totem/ui'\n`,
  'operator/src/index.ts': `import '@totem/printer'\nimport '@totem/ui'\n`,
  'pix-simulator/src/index.ts': `import '@totem/shared-schema'\nexport const bank = 1\n`,
  'ui/src/index.ts': `export const ui = 1\n`,
}

/** Imports that go through a wall, with the rules that must name them. */
const planted: readonly {
  readonly file: string
  readonly imports: string
  readonly rules: readonly string[]
}[] = [
  {
    file: 'shared-schema/src/leaks-up.ts',
    imports: '@totem/printer',
    rules: ['domain-stays-pure', 'shared-schema-leans-only-on'],
  },
  { file: 'shared-schema/src/uses-hono.ts', imports: 'hono', rules: ['domain-stays-pure'] },
  { file: 'shared-schema/src/uses-node.ts', imports: 'node:fs', rules: ['domain-stays-pure'] },
  {
    file: 'shared-schema/src/uses-rxdb.ts',
    imports: './local-store/index.ts',
    rules: ['domain-stays-pure', 'local-store-stays-on-devices'],
  },
  {
    file: 'printer/src/looks-sideways.ts',
    imports: '@totem/couchdb',
    rules: ['printer-leans-only-on'],
  },
  { file: 'couchdb/src/looks-up.ts', imports: '@totem/printer', rules: ['couchdb-leans-only-on'] },
  {
    file: 'couchdb/src/keeps-rxdb.ts',
    imports: '@totem/shared-schema/local-store',
    rules: ['local-store-stays-on-devices'],
  },
  {
    file: 'pix-simulator/src/peeks.ts',
    imports: '@totem/couchdb',
    rules: ['pix-simulator-leans-only-on'],
  },
  { file: 'ui/src/sells.ts', imports: '@totem/printer', rules: ['ui-leans-only-on'] },
  {
    file: 'sync-server/src/borrows-the-bank.ts',
    imports: '../../pix-simulator/src/index.ts',
    rules: ['enter-by-the-front-door', 'sync-server-leans-only-on'],
  },
  {
    file: 'sync-server/src/keeps-rxdb.ts',
    imports: '@totem/shared-schema/local-store',
    rules: ['local-store-stays-on-devices'],
  },
  {
    file: 'sync-server/src/undeclared.ts',
    imports: 'rxdb',
    rules: ['declare-what-you-import'],
  },
  {
    file: 'sync-server/src/needs-vitest.ts',
    imports: 'dev-only',
    rules: ['servers-run-without-dev-dependencies'],
  },
  { file: 'kiosk/src/dials-couchdb.ts', imports: '@totem/couchdb', rules: ['kiosk-leans-only-on'] },
  {
    file: 'kiosk/src/back-door.ts',
    imports: '../../shared-schema/src/hidden.ts',
    rules: ['enter-by-the-front-door'],
  },
  {
    file: 'operator/src/copies-the-kiosk.ts',
    imports: '../../kiosk/src/index.ts',
    rules: ['enter-by-the-front-door', 'operator-leans-only-on'],
  },
  { file: 'operator/src/lost.ts', imports: './nowhere.ts', rules: ['no-unresolvable'] },
  { file: 'operator/src/locked-door.ts', imports: '@totem/ui/hidden', rules: ['no-unresolvable'] },
  { file: 'ui/src/ring-a.ts', imports: './ring-b.ts', rules: ['no-cycles'] },
  {
    file: 'couchdb/src/ships-a-test.ts',
    imports: './index.test.ts',
    rules: ['tests-stay-outside'],
  },
  {
    file: 'couchdb/src/ships-a-helper.ts',
    imports: './_fake-clock.ts',
    rules: ['tests-stay-outside'],
  },
]

const bystanders: Readonly<Record<string, string>> = {
  'shared-schema/src/hidden.ts': 'export const hidden = 1\n',
  'ui/src/ring-b.ts': `import './ring-a.ts'\n`,
  'couchdb/src/_fake-clock.ts': 'export const clock = 1\n',
}

let root: string
let report: WallReport

const write = async (path: string, text: string): Promise<void> => {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** Gives a room the doors of the real one and declares what its honest code needs. */
const furnish = async (room: string): Promise<void> => {
  const text = await readFile(join(repository, room, 'package.json'), 'utf8')
  const real = JSON.parse(text) as { name: string; exports?: Record<string, string> }
  await write(
    `${room}/package.json`,
    JSON.stringify({
      name: real.name,
      type: 'module',
      ...(real.exports && { exports: real.exports }),
      dependencies: {
        valibot: '1',
        hono: '1',
        ...(room === 'shared-schema' && { rxdb: '1' }),
        ...Object.fromEntries(rooms.map((other) => [`@totem/${other}`, '*'])),
      },
      devDependencies: { 'dev-only': '1' },
    }),
  )
  await symlink(join(root, room), join(root, 'node_modules/@totem', room))
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'totem-walls-'))
  await mkdir(join(root, 'node_modules/@totem'), { recursive: true })
  for (const name of ['valibot', 'rxdb', 'hono', 'vitest', 'dev-only']) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, main: 'dist/index.js' }),
    )
    await write(`node_modules/${name}/dist/index.js`, '')
  }
  for (const room of rooms) await furnish(room)
  for (const [path, text] of Object.entries({ ...honest, ...bystanders })) await write(path, text)
  for (const { file, imports } of planted) {
    await write(file, `import '${imports}'\nexport const planted = 1\n`)
  }
  report = await cruiseWalls(root)
}, 60_000)

afterAll(() => rm(root, { recursive: true, force: true }))

const rulesAgainst = (file: string): readonly string[] =>
  report.breaches
    .filter((breach: Breach) => breach.from === file)
    .map((breach) => breach.rule)
    .sort()

describe('the walls between the rooms', () => {
  test.for(planted)('$file may not import $imports', ({ file, rules }) => {
    expect(rulesAgainst(file)).toEqual(rules)
  })

  test('leave honest imports alone', () => {
    const guilty = new Set(planted.map(({ file }) => file))
    expect(report.breaches.filter(({ from }) => !guilty.has(from))).toEqual([])
  })

  test('see every planted module', () => {
    expect(report.modules).toBeGreaterThanOrEqual(planted.length + Object.keys(honest).length)
  })
})
