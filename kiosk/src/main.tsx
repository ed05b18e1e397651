import '@totem/ui/tokens.css'
import { browserHome, browserVitals } from '@totem/shared-schema/local-store'
import { render } from 'solid-js/web'
import { workerVersions } from './app-update/worker-versions.ts'
import { App } from './app.tsx'
import { awakePage, keepAwake } from './awake/keep-awake.ts'
import { pageVoice } from './comfort/voice.ts'
import { printerHealthOf } from './printing/printer-health.ts'
import { type Printing } from './printing/printing.ts'
import { type OpenPrinting } from './printing/printing-context.tsx'
import { takePairingCode } from './home/take-pairing-code.ts'
import { pageClock } from './time/clock.ts'

let printing: Printing | undefined
const home = browserHome('kiosk', {
  printer: () => (printing === undefined ? undefined : printerHealthOf(printing.state())),
})
/** Loaded beside the shop, which is on screen before anybody has anything to print. */
const openPrinting: OpenPrinting = async (device, clock) => {
  const { browserPrinting } = await import('./printing/browser-printing.ts')
  printing = await browserPrinting(home)(device, clock)
  return printing
}
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

keepAwake(awakePage(document))
const code = takePairingCode(window.location, window.history)
render(
  () => (
    <App
      home={home}
      openPrinting={openPrinting}
      code={code}
      clock={pageClock}
      versions={workerVersions()}
      voice={pageVoice()}
      vitals={browserVitals(document)}
      root={document.documentElement}
      onRestart={() => window.location.reload()}
    />
  ),
  root,
)
