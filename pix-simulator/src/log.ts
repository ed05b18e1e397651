/** Writes one business event. Personal data, tokens and ids of Pix never go in here. */
export type Log = (event: string, facts: Readonly<Record<string, unknown>>) => void

/** Makes a log of JSON lines on standard output. */
export const createLog =
  (nowMs: () => number): Log =>
  (event, facts) => {
    const line = { time: new Date(nowMs()).toISOString(), event, ...facts }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
