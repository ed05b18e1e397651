/** Names of the processes that make up one running Totem. */
export type ProcessName = 'couchdb' | 'pix-simulator' | 'gateway'

/** Says how to start one process and how to see that it is well. */
export interface ProcessPlan {
  readonly name: string
  /** Absolute path of the program; it also proves later that a recorded pid is still ours. */
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
  readonly port: number
  /** The environment variable with which a person moves the process to another port. */
  readonly portVariable: string
  readonly healthUrl: string
}
