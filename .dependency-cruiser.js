import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Says which other rooms each room may lean on; docs/architecture.md draws the same table. */
const mayLeanOn = {
  'shared-schema': [],
  printer: ['shared-schema'],
  couchdb: ['shared-schema'],
  'pix-simulator': ['shared-schema'],
  ui: ['shared-schema'],
  'sync-server': ['shared-schema', 'couchdb', 'printer'],
  kiosk: ['shared-schema', 'printer', 'ui'],
  operator: ['shared-schema', 'printer', 'ui'],
  scripts: [],
  e2e: ['shared-schema', 'printer', 'couchdb', 'scripts'],
  bench: ['shared-schema', 'printer', 'couchdb', 'scripts'],
}
const rooms = Object.keys(mayLeanOn)
const anyRoom = `^(${rooms.join('|')})/`
const testCode = '(\\.test\\.tsx?$|/_[^/]+\\.tsx?$|^e2e/|^bench/)'
const localStore = '^shared-schema/src/local-store/'

const escaped = (path) => path.replaceAll('.', '\\.')

/** Reads the doors of a room from its own package.json, so that `exports` stays the one list of them. */
const doorsOf = (room) => {
  if (room === 'scripts') return ['^scripts/(stack/index|chromium|build-apps)\\.ts$']
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, room, 'package.json'), 'utf8'))
  return Object.values(manifest.exports ?? {}).map(
    (door) => `^${room}/${escaped(door.replace('./', ''))}$`,
  )
}

const leansOnlyOn = (room) => ({
  name: `${room}-leans-only-on`,
  comment: `${room} may import ${mayLeanOn[room].join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: anyRoom, pathNot: [room, ...mayLeanOn[room]].map((dir) => `^${dir}/`) },
})

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rooms.map(leansOnlyOn),
    {
      name: 'enter-by-the-front-door',
      comment: 'Another room is entered only through the exports of its package.json.',
      severity: 'error',
      from: { path: '^([^/]+)/' },
      to: { path: anyRoom, pathNot: ['^$1/', ...rooms.flatMap(doorsOf)] },
    },
    {
      name: 'domain-stays-pure',
      comment: 'The domain knows only itself, valibot, tweetnacl and @brazilian-utils.',
      severity: 'error',
      from: { path: '^shared-schema/src/', pathNot: [localStore, testCode] },
      to: {
        pathNot: [
          '^shared-schema/src/(?!local-store/)',
          '(^|/)node_modules/(valibot|tweetnacl|@brazilian-utils)/',
        ],
      },
    },
    {
      name: 'local-store-stays-on-devices',
      comment: 'RxDB lives on kiosk and tablet; servers have CouchDB.',
      severity: 'error',
      from: { path: anyRoom, pathNot: ['^(kiosk|operator|e2e|bench)/', localStore] },
      to: { path: localStore },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Nothing that ships imports a test or a test helper (`_name.ts`).',
      severity: 'error',
      from: { pathNot: testCode },
      to: { path: '(\\.test\\.tsx?$|/_[^/]+\\.tsx?$)', pathNot: '(^|/)node_modules/' },
    },
    {
      name: 'declare-what-you-import',
      comment: 'Code that ships imports only packages its own package.json names.',
      severity: 'error',
      from: {
        path: `^(${rooms.filter((room) => room !== 'scripts').join('|')})/src/`,
        pathNot: testCode,
      },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'servers-run-without-dev-dependencies',
      severity: 'error',
      from: {
        path: '^(shared-schema|printer|couchdb|sync-server|pix-simulator)/src/',
        pathNot: testCode,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Anchored: an unanchored `dist/` would also hide every npm package that ships from its dist folder.
    exclude: { path: '^[^/]+/(dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
