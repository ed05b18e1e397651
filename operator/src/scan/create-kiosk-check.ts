import { type Accessor, createEffect, createSignal, on } from 'solid-js'

/** What the gateway says of the kiosk of provisional paper; `undefined` where it was not reached or need not be asked. */
export type KioskCheck = 'asking' | 'unknown' | undefined

/** Asks the gateway about each provisional paper that is shown: a kiosk made up by hand is unmasked at once. */
export const createKioskCheck = (
  provisional: Accessor<string | undefined>,
  refreshDeviceKeys: () => Promise<boolean>,
): Accessor<KioskCheck> => {
  const [asked, setAsked] = createSignal<{ readonly text: string; readonly check: KioskCheck }>()
  const ask = async (text: string): Promise<void> => {
    setAsked({ text, check: 'asking' })
    const isAnswered = await refreshDeviceKeys().catch(() => false)
    if (asked()?.text === text) setAsked({ text, check: isAnswered ? 'unknown' : undefined })
  }
  createEffect(on(provisional, (text) => text !== undefined && void ask(text)))
  return () => {
    const last = asked()
    return last !== undefined && last.text === provisional() ? last.check : undefined
  }
}
