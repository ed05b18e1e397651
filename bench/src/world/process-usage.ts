import { readFile } from 'node:fs/promises'

/** The kernel counts processor time in ticks of this many milliseconds (`getconf CLK_TCK` is 100 on Linux). */
const tickMs = 10

/** Gives the processor time a process has used, in milliseconds. Throws where there is no `/proc`. */
export const cpuMsOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces; the fields after it are numbered from the third on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [userTicks, systemTicks] = [fields[11], fields[12]]
  return (Number(userTicks) + Number(systemTicks)) * tickMs
}

/** Gives the memory a process occupies, in megabytes (10⁶ bytes). Throws where there is no `/proc`. */
export const residentMbOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kibibytes === undefined) throw new Error(`the kernel says nothing of the memory of ${pid}`)
  return (Number(kibibytes) * 1_024) / 1e6
}
