import { readStackOptions } from './command-options.ts'
import { createPairingLink } from './stack/pairing.ts'

const kind = process.argv.includes('--panel') ? 'panel' : 'kiosk'
const { url } = await createPairingLink(readStackOptions(process.env), kind)
process.stdout.write(`${url}\n`)
