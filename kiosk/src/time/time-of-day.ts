/** Prints a moment (ms since 1970) as the studio's clock shows it: `14:35` in every language. */
export const timeOfDay = (ms: number, timeZone: string): string =>
  new Date(ms).toLocaleTimeString('pt-BR', { timeZone, hour: '2-digit', minute: '2-digit' })
