/** Prints the time of day in the tenant's zone, whatever the tablet's own zone is: `14:02`. */
export const formatTime = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('pt-BR', { timeZone, hour: '2-digit', minute: '2-digit' }).format(atMs)

/** Prints a countdown in whole seconds: `04:59`, and over an hour `1:04:59`. */
export const formatCountdown = (durationMs: number): string => {
  const seconds = Math.max(0, Math.ceil(durationMs / 1_000))
  const hours = Math.floor(seconds / 3_600)
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return hours === 0 ? rest : `${hours}:${rest}`
}

/** Prints how long something has lasted, as people say it: `agora`, `5 min`, `1 h 05`. */
export const formatElapsed = (elapsedMs: number): string => {
  const minutes = Math.floor(Math.max(0, elapsedMs) / 60_000)
  if (minutes === 0) return 'agora'
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes} min` : `${hours} h ${two(minutes % 60)}`
}

/** Prints a day as people read it: `24/09`. */
export const formatDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`

const two = (value: number): string => String(value).padStart(2, '0')

/** Prints a moment of any day in the tenant's zone: `23/11 14:02`. */
export const formatMoment = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('pt-BR', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(atMs)
    .replace(',', '')
