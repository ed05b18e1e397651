import * as v from 'valibot'
import { type LogLevel, type LogLine } from './stack-options.ts'

/** Fields of pino that a reader of `make up` does not need. */
const noise = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'v'])
const PinoRecord = v.looseObject({
  level: v.number(),
  msg: v.optional(v.string(), ''),
})
const pinoWarning = 40
const pinoError = 50

/** Makes one raw output line of a process readable: pino's JSON becomes `message key=value`. */
export const parseLogLine = (process: string, raw: string, fallback: LogLevel): LogLine => {
  const record = parsePino(raw)
  if (record === undefined) return { process, level: fallback, text: raw }
  const details = Object.entries(record)
    .filter(([key]) => !noise.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return { process, level: pinoLevel(record.level), text: [record.msg, ...details].join(' ') }
}

const parsePino = (raw: string): v.InferOutput<typeof PinoRecord> | undefined => {
  if (!raw.startsWith('{')) return undefined
  try {
    const result = v.safeParse(PinoRecord, JSON.parse(raw))
    return result.success ? result.output : undefined
  } catch {
    return undefined
  }
}

const pinoLevel = (level: number): LogLevel => {
  if (level >= pinoError) return 'error'
  return level >= pinoWarning ? 'warning' : 'info'
}
