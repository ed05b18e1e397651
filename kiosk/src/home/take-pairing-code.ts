/** Takes the pairing code out of the address (`?pair=CODE`), so that a reload does not use it again. */
export const takePairingCode = (
  location: Pick<Location, 'href'>,
  history: Pick<History, 'replaceState'>,
): string | undefined => {
  const url = new URL(location.href)
  const code = url.searchParams.get('pair')?.trim()
  if (code === undefined) return undefined
  url.searchParams.delete('pair')
  history.replaceState(null, '', `${url.pathname}${url.search}${url.hash}`)
  return code === '' ? undefined : code
}
