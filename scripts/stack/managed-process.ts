import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openLogFile } from './log-file.ts'
import { parseLogLine } from './log-line.ts'
import { type ProcessPlan } from './process-plan.ts'
import { type LogLevel, type LogLine } from './stack-options.ts'

/** How a process ended, with the last it said. */
export interface ProcessEnd {
  readonly name: string
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly lastWords: readonly string[]
}

/** A running process of the stack. */
export interface ManagedProcess {
  readonly pid: number
  readonly plan: ProcessPlan
  /** Resolves when the process has ended and its log is complete; never rejects. */
  readonly ended: Promise<ProcessEnd>
  /** Asks the process to end and forces it after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<ProcessEnd>
  /** Ends the process at once, as a power cut would. */
  readonly kill: () => Promise<ProcessEnd>
}

/** Where the output of a process goes. */
export interface ProcessOutput {
  readonly logDir: string
  readonly onLog: (line: LogLine) => void
}

const lastWordsKept = 12

/** Bursts of short-lived objects let Node's young generation grow to 100 MB and more; 4 MB halves serve as fast. */
const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4']

/** Starts one process under this Node; throws when the system refuses. */
export const startProcess = (plan: ProcessPlan, output: ProcessOutput): ManagedProcess => {
  const child = spawn(process.execPath, [...nodeFlags, plan.entry], {
    env: { ...process.env, ...plan.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal must reach us alone, so that we choose the order.
    detached: true,
  })
  const ended = watch(child, plan, output)
  const { pid } = child
  if (pid === undefined) throw new Error(`${plan.name} could not be started: ${plan.entry}`)
  const end = async (signal: NodeJS.Signals): Promise<ProcessEnd> => {
    child.kill(signal)
    return ended
  }
  return {
    pid,
    plan,
    ended,
    kill: () => end('SIGKILL'),
    stop: async (graceMs) => {
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
      try {
        return await end('SIGTERM')
      } finally {
        clearTimeout(force)
      }
    },
  }
}

const watch = async (
  child: ChildProcess,
  plan: ProcessPlan,
  output: ProcessOutput,
): Promise<ProcessEnd> => {
  await using log = openLogFile(join(output.logDir, `${plan.name}.log`))
  const lastWords: string[] = []
  const follow = (stream: NodeJS.ReadableStream | null, level: LogLevel): void => {
    if (stream === null) return
    createInterface({ input: stream }).on('line', (raw) => {
      const line = parseLogLine(plan.name, raw, level)
      lastWords.push(line.text)
      if (lastWords.length > lastWordsKept) lastWords.shift()
      log.write(line)
      output.onLog(line)
    })
  }
  follow(child.stdout, 'info')
  follow(child.stderr, 'warning')
  return await new Promise((resolve) => {
    child.once('error', (error) => lastWords.push(error.message))
    child.once('close', (code, signal) => {
      resolve({ name: plan.name, code, signal, lastWords })
    })
  })
}
