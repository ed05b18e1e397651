import * as v from 'valibot'

/** Parses text that may be a ticket's QR code: the prefix and base45 of at most 160 bytes. */
export const TicketQrText = v.pipe(v.string(), v.maxLength(243), v.regex(/^T1:[0-9A-Z $%*+./:-]+$/))
