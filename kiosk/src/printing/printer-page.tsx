import { type Accessor, createSignal, type JSX, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { usePrinting } from './printing-context.tsx'

/** The address of the printer's page within the kiosk, for staff. */
export const printerPageHash = '#impressora'

/** Says whether the address asks for the printer's page. */
export const createIsPrinterPage = (page: Window): Accessor<boolean> => {
  const isAsked = (): boolean => page.location.hash === printerPageHash
  const [isShown, setShown] = createSignal(isAsked())
  const look = (): boolean => setShown(isAsked())
  page.addEventListener('hashchange', look)
  onCleanup(() => page.removeEventListener('hashchange', look))
  return isShown
}

/** Only staff see it, so customers' screens do not wait for it. */
const PrinterPanel = lazy(async () => ({
  default: (await import('./printer-panel.tsx')).PrinterPanel,
}))

/** The printer's page, once printing has started. */
export const PrinterPage = (): JSX.Element => {
  const { printing } = usePrinting()
  return (
    <Suspense>
      <Show when={printing()}>{(shown) => <PrinterPanel printing={shown()} />}</Show>
    </Suspense>
  )
}
