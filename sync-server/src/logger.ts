import { type DestinationStream, type Logger, pino } from 'pino'
import { type LogLevel } from './config.ts'

/** Writes the gateway's log; nothing personal and no secret may reach it. */
export type { Logger } from 'pino'

/** Fields that are masked wherever they turn up: a second net below the rule never to log them. */
const masked = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'secretKey',
  'cpf',
  'cpfSealed',
  'phone',
  'name',
  'customer',
]

/** Makes the gateway's logger: one JSON object a line, on standard output unless told otherwise. */
export const createLogger = (level: LogLevel, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: null,
    redact: {
      paths: masked.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[masked]',
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
