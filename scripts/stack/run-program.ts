import { execFile } from 'node:child_process'
import { StackError } from './stack-error.ts'

/** Runs one of our short programs under this Node and returns what it printed; throws a `StackError`. */
export const runProgram = (
  args: readonly [entry: string, ...rest: string[]],
  env: Readonly<Record<string, string>>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else {
          const output = stderr === '' ? stdout : stderr
          reject(new StackError({ kind: 'tool-failed', program: args[0], output }))
        }
      },
    )
  })
