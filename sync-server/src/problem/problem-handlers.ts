import { type ErrorHandler, type NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type AppEnv } from '../http/app-env.ts'
import { type Logger } from '../logger.ts'
import { isDatabaseUnavailable } from '../database/database-unavailable.ts'
import { problem } from './problem.ts'

/** Answers for addresses nobody serves. */
export const notFound: NotFoundHandler<AppEnv> = (c) =>
  problem(c, { code: 'not_found', status: 404, title: 'There is nothing at this address' })

/** Makes the one place where anything thrown becomes an answer; what broke goes to the log alone. */
export const createErrorHandler =
  (logger: Logger): ErrorHandler<AppEnv> =>
  (error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return problem(c, { code: 'bad_request', status: 400, title: 'The request is not valid' })
    const requestId = c.get('requestId')
    if (isDatabaseUnavailable(error)) {
      logger.warn({ requestId, err: error }, 'database_unavailable')
      return problem(c, {
        code: 'database_unavailable',
        status: 503,
        title: 'The database does not answer',
        detail: 'Nothing was lost. Try again in a moment.',
        retryAfterSeconds: 2,
      })
    }
    logger.error({ requestId, err: error }, 'request_failed')
    return problem(c, {
      code: 'internal',
      status: 500,
      title: 'Something broke on our side',
      detail: `Name this request when you report it: ${requestId}`,
    })
  }
