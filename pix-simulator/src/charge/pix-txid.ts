import * as v from 'valibot'

/**
 * Parses the txid inside a Pix: a charge's, or that of a static BR Code, which is shorter (API Pix
 * 2.9: 1 to 35), or something nobody knows.
 */
export const PixTxid = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z0-9]{1,35}$/, 'O txid de um Pix tem de 1 a 35 letras e números.'),
)
