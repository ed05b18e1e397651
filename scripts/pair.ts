import { readStackOptions } from './command-options.ts'
import { createPairingLink } from './stack/pairing.ts'

const { url } = await createPairingLink(readStackOptions(process.env))
process.stdout.write(`${url}\n`)
