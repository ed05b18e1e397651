import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const repository = join(import.meta.dirname, '..', '..')

const read = (path: string): Promise<string> => readFile(join(repository, path), 'utf8')

interface Outcome {
  readonly code: number | 'absent'
  readonly output: string
}

const run = (command: string, args: readonly string[], env = {}): Promise<Outcome> =>
  new Promise((resolve) => {
    const options = { cwd: repository, env: { ...process.env, ...env } }
    execFile(command, args, options, (error, stdout, stderr) => {
      const output = stdout + stderr
      if (error === null) resolve({ code: 0, output })
      else resolve({ code: typeof error.code === 'number' ? error.code : 'absent', output })
    })
  })

/** Reads `.env.example` as the environment of a person who has copied it. */
const exampleEnvironment = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await read('.env.example'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  )

describe('compose.yaml', () => {
  interface Service {
    readonly ports?: readonly string[]
    readonly networks: readonly string[]
    readonly environment?: Readonly<Record<string, string>>
    readonly profiles?: readonly string[]
    readonly image: string
  }
  let compose: {
    readonly name?: string
    readonly services: Readonly<Record<string, Service>>
    readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>
  }

  beforeAll(async () => {
    compose = parse(await read('compose.yaml'), { merge: true }) as typeof compose
  })

  test('has no findings of dclint', async () => {
    const outcome = await run(join(repository, 'node_modules/.bin/dclint'), ['compose.yaml'])
    expect(outcome).toEqual({ code: 0, output: expect.any(String) as string })
  })

  test('resolves with the variables of .env.example', async ({ skip }) => {
    const args = ['-f', 'compose.yaml', '--profile', 'demo', 'config', '-q']
    const outcome = await run('docker-compose', args, await exampleEnvironment())
    if (outcome.code === 'absent') skip('docker-compose is not installed')
    expect(outcome).toEqual({ code: 0, output: '' })
  })

  test('has no top-level name, which older tools refuse', () => {
    expect(compose.name).toBeUndefined()
  })

  test('publishes ports of Caddy alone, and Fauxton only on the loopback', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    )
    expect(published).toEqual([
      'caddy 127.0.0.1:${FAUXTON_PORT:-5984}:5984',
      'caddy 127.0.0.1:${PIX_SIMULATOR_PORT:-8790}:8790',
      'caddy 443:443',
      'caddy 443:443/udp',
      'caddy 80:80',
    ])
  })

  test('keeps CouchDB on a network without a way out', () => {
    expect(compose.services['couchdb']?.networks).toEqual(['data'])
    expect(compose.networks['data']).toEqual({ internal: true })
  })

  test('starts the Pix simulator only in a demo', () => {
    expect(compose.services['pix-simulator']?.profiles).toEqual(['demo'])
  })

  test('pins every image and carries no secret in an environment', () => {
    for (const [name, { image, environment = {} }] of Object.entries(compose.services)) {
      expect(image, name).toMatch(/:(?!latest$)\S+$/)
      // A Pix key is an address for money, printed in every QR: no secret.
      const secrets = Object.keys(environment).filter(
        (key) => /(PASSWORD|SECRET|KEYS?)$/.test(key) && key !== 'PIX_KEYS',
      )
      expect(secrets, name).toEqual([])
      expect(environment, name).not.toHaveProperty('TOTEM_DEMO')
    }
  })
})

describe('Dockerfile', () => {
  interface Instruction {
    readonly keyword: string
    readonly args: string
  }
  let instructions: readonly Instruction[]
  let lastStage: readonly Instruction[]

  beforeAll(async () => {
    instructions = DockerfileParser.parse(await read('Dockerfile'))
      .getInstructions()
      .map((line) => ({ keyword: line.getKeyword(), args: line.getArgumentsContent() ?? '' }))
    lastStage = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'))
  })

  const argsOf = (keyword: string, lines: readonly Instruction[]): readonly string[] =>
    lines.filter((line) => line.keyword === keyword).map(({ args }) => args)

  test('runs as a user that is not root', () => {
    expect(argsOf('USER', lastStage)).toEqual(['node'])
  })

  test('starts from one pinned image', () => {
    expect(argsOf('ARG', instructions)).toEqual(['NODE_IMAGE=node:24-bookworm-slim'])
    const bases = argsOf('FROM', instructions).map((args) => args.split(' ')[0])
    expect(new Set(bases)).toEqual(new Set(['${NODE_IMAGE}', 'manifests']))
  })

  test('says how its health is checked', () => {
    expect(argsOf('HEALTHCHECK', lastStage)).toHaveLength(1)
  })

  test('fetches nothing past the package registry', () => {
    expect(argsOf('ADD', instructions)).toEqual([])
    expect(argsOf('RUN', instructions).join('\n')).not.toMatch(/curl|wget|https?:/)
  })

  test('carries no secret', () => {
    const variables = [...argsOf('ENV', instructions), ...argsOf('ARG', instructions)].join('\n')
    expect(variables).not.toMatch(/PASSWORD|SECRET|TOKEN|TOTEM_DEMO/)
  })

  test('copies the manifest of every workspace, without which npm ci refuses', async () => {
    const { workspaces } = JSON.parse(await read('package.json')) as { workspaces: string[] }
    expect(argsOf('COPY', instructions)).toEqual(
      expect.arrayContaining(workspaces.map((name) => `${name}/package.json ${name}/`)),
    )
  })
})

describe('what is left out of the image', () => {
  test.for(['.env', 'secrets', 'data', '.git', '**/node_modules'])('%s', async (path) => {
    expect((await read('.dockerignore')).split('\n')).toContain(path)
  })
})

describe('the CI workflow', () => {
  interface Workflow {
    readonly permissions: Readonly<Record<string, string>>
    readonly concurrency: { readonly 'cancel-in-progress': boolean }
    readonly jobs: Readonly<
      Record<
        string,
        { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }
      >
    >
  }
  let workflow: Workflow

  beforeAll(async () => {
    workflow = parse(await read('.github/workflows/ci.yml')) as Workflow
  })

  test('may only read, and gives way to a newer push', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(workflow.concurrency['cancel-in-progress']).toBe(true)
  })

  test('runs what `make test` runs, as .ci/run does', async () => {
    expect(workflow.jobs['test']?.steps.map((step) => step.run)).toContain('make test')
    expect(await read('.ci/run')).toMatch(/^make test$/m)
  })
})

describe('the commands', () => {
  const commands = ['up', 'stop', 'clean', 'pair', 'check', 'test', 'e2e', 'soak', 'bench', 'ci']

  test.for(commands)('make %s has an npm script of the same name', async (command) => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: object }
    expect(Object.keys(scripts)).toContain(command)
    expect(await read('Makefile')).toMatch(new RegExp(`^${command}:`, 'm'))
  })
})
