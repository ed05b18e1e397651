import { type ProcessEnd } from './managed-process.ts'
import { type ProcessPlan } from './process-plan.ts'

/** Why a Totem could not start or go on. */
export type StackProblem =
  | { readonly kind: 'ports-in-use'; readonly plans: readonly ProcessPlan[] }
  | { readonly kind: 'already-running'; readonly pid: number }
  | { readonly kind: 'process-ended'; readonly end: ProcessEnd }
  | {
      readonly kind: 'not-healthy'
      readonly name: string
      readonly url: string
      readonly timeoutMs: number
    }
  | { readonly kind: 'tool-failed'; readonly program: string; readonly output: string }

/** Stops a start-up; its message is a sentence for the person at the terminal. */
export class StackError extends Error {
  readonly problem: StackProblem

  constructor(problem: StackProblem) {
    super(describeProblem(problem))
    this.name = 'StackError'
    this.problem = problem
  }
}

/** Says what is wrong and what the person at the terminal can do about it. */
export const describeProblem = (problem: StackProblem): string => {
  switch (problem.kind) {
    case 'ports-in-use':
      return [
        ...problem.plans.map(describePort),
        'If it is an earlier Totem that was not ended: `make stop`.',
      ].join('\n')
    case 'already-running':
      return `Totem already runs on this data folder (pid ${problem.pid}); end it with \`make stop\`.`
    case 'process-ended':
      return describeEnd(problem.end)
    case 'not-healthy':
      return `${problem.name} did not answer at ${problem.url} within ${problem.timeoutMs / 1000} s.`
    case 'tool-failed':
      return `${problem.program} failed:\n${problem.output.trim()}`
  }
}

const describePort = ({ name, port, portVariable }: ProcessPlan): string =>
  `Port ${port}, wanted by ${name}, is in use: end the program that holds it, ` +
  `or choose another with ${portVariable}=${port + 1}.`

const describeEnd = ({ name, code, signal, lastWords }: ProcessEnd): string =>
  [
    `${name} ended by itself (${signal ?? `exit code ${code ?? 'unknown'}`}). Its last words:`,
    ...lastWords.map((line) => `  ${line}`),
  ].join('\n')
