import { join } from 'node:path'

/** Ports on 127.0.0.1 that one Totem listens on. */
export interface StackPorts {
  readonly gateway: number
  readonly couchdb: number
  readonly pixSimulator: number
}

/** Everything that tells one running Totem from another. */
export interface StackOptions {
  readonly ports: StackPorts
  /** Absolute path; logs, pids, secrets and databases live below it. */
  readonly dataDir: string
  /** A CouchDB that already runs; without it the embedded one is started. */
  readonly couchdbUrl?: string
  readonly couchdbUser?: string
  /** File with the password of `couchdbUser`; the demo password without it. */
  readonly couchdbPasswordFile?: string
  /** More variables for all processes, for example `LOG_LEVEL`. */
  readonly env?: Readonly<Record<string, string>>
  /** Called for each readable log line of each process. */
  readonly onLog?: (line: LogLine) => void
  /** Breaks off a start-up; `startStack` then throws its reason. */
  readonly signal?: AbortSignal
}

/** One line of a process's log, already made readable. */
export interface LogLine {
  readonly process: string
  readonly level: LogLevel
  readonly text: string
}

/** How loud a log line is. */
export type LogLevel = 'info' | 'warning' | 'error'

/** Addresses of one running Totem. */
export interface StackUrls {
  readonly gateway: string
  readonly couchdb: string
  readonly pixSimulator: string
}

/** Folders and files of one running Totem. */
export interface StackPaths {
  readonly logs: string
  readonly run: string
  readonly secrets: string
  readonly couchdbPassword: string
  readonly jwtKeys: string
  readonly tenantKeys: string
  readonly webhookSecrets: string
}

/** Derives where a Totem with these options keeps its files. */
export const stackPaths = ({
  dataDir,
  couchdbPasswordFile,
}: Pick<StackOptions, 'dataDir' | 'couchdbPasswordFile'>): StackPaths => {
  const secrets = join(dataDir, 'secrets')
  return {
    logs: join(dataDir, 'logs'),
    run: join(dataDir, 'run'),
    secrets,
    couchdbPassword: couchdbPasswordFile ?? join(secrets, 'couchdb-password'),
    jwtKeys: join(secrets, 'jwt-keys.json'),
    tenantKeys: join(secrets, 'tenant-keys.json'),
    webhookSecrets: join(secrets, 'webhook-secrets.json'),
  }
}

/** Derives the addresses at which a Totem with these options answers. */
export const stackUrls = ({ ports, couchdbUrl }: StackOptions): StackUrls => ({
  gateway: `http://localhost:${ports.gateway}`,
  couchdb: couchdbUrl ?? `http://127.0.0.1:${ports.couchdb}`,
  pixSimulator: `http://127.0.0.1:${ports.pixSimulator}`,
})
