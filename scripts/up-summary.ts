import { relative } from 'node:path'
import { demoCouchdbPassword } from './stack/demo-secrets.ts'
import { type PairingLink, type StackOptions, type StackUrls } from './stack/index.ts'
import { demoCouchdbUser } from './stack/plan-stack.ts'

const labelWidth = 14

/** Writes the page that greets the person who has started the demo. */
export const describeStack = (
  options: StackOptions,
  urls: StackUrls,
  pairing: PairingLink,
): string => {
  const fauxtonLogin =
    options.couchdbUrl === undefined ? `   ${demoCouchdbUser} / ${demoCouchdbPassword}` : ''
  const rows: readonly (readonly [label: string, text: string])[] = [
    ['Pair a kiosk', `${pairing.url}   (once; \`make pair\` prints another)`],
    ['Kiosk', `${urls.gateway}/kiosk/`],
    ['Operator', `${urls.gateway}/operator/   operador / totem-operador (tenant demo)`],
    ['Manager', `${urls.gateway}/operator/   gerente / totem-gerente`],
    ['TV panel', `${urls.gateway}/panel/   code: Manager › Gerência › Aparelhos › Novo painel`],
    ['Staff corner', 'on the kiosk: tap the studio’s name five times; PIN 246810'],
    ['Pay a Pix', urls.pixSimulator],
    ['API', `${urls.gateway}/docs`],
    ['Fauxton', `${urls.couchdb}/_utils${fauxtonLogin}`],
    ['Logs', `${relative(process.cwd(), options.dataDir) || '.'}/logs`],
    ['Stop', 'Ctrl-C, or `make stop`'],
  ]
  const lines = rows.map(([label, text]) => `  ${label.padEnd(labelWidth)}${text}`)
  return ['', ...lines, '', 'Totem is ready', ''].join('\n')
}
