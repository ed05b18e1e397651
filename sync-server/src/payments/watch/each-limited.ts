/** Whether to take the next one. */
export type Step = 'go_on' | 'stop'

/** Works through a list with so many at once; stops taking new ones when told. */
export const eachLimited = async <T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<Step>,
): Promise<void> => {
  const rest = items.values()
  let isStopped = false
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if ((await work(item)) === 'stop') isStopped = true
      if (isStopped) return
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
}
