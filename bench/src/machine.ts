import { execFile } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { promisify } from 'node:util'
import { type ExternalCouch } from './env.ts'

const run = promisify(execFile)

/** Describes the machine in a line: numbers of two machines must not be compared by accident. */
export const describeMachine = (): string => {
  const processors = cpus()
  const model = processors[0]?.model.trim() ?? 'unknown processor'
  const memory = (totalmem() / 1024 ** 3).toFixed(0)
  const { platform, arch, version } = process
  return `${processors.length} × ${model}, ${memory} GiB, ${platform} ${arch}, Node ${version}`
}

/** Names the commit that is measured, and says when files differ from it; `unknown` outside a repository. */
export const describeCommit = async (): Promise<string> => {
  const git = async (...words: string[]): Promise<string> =>
    (await run('git', words, { cwd: import.meta.dirname })).stdout.trim()
  try {
    const commit = await git('rev-parse', '--short', 'HEAD')
    const changed = await git('status', '--porcelain')
    return changed === '' ? commit : `${commit} with uncommitted changes`
  } catch {
    return 'unknown'
  }
}

/** Names a CouchDB as it calls itself in every answer. */
export const describeCouch = async ({ url }: ExternalCouch): Promise<string> => {
  const { headers } = await fetch(`${url}/_up`)
  return `${headers.get('server') ?? 'a CouchDB'}, at COUCHDB_URL`
}
