/**
 * Says that CouchDB did not answer, or not as it should.
 *
 * `status` is the HTTP status, or nothing when there was no answer; the message holds no content.
 */
export class CouchRequestError extends Error {
  override readonly name = 'CouchRequestError'
  readonly status: number | undefined

  constructor(
    message: string,
    details: { readonly cause?: unknown; readonly status?: number } = {},
  ) {
    super(message, { cause: details.cause })
    this.status = details.status
  }
}
