import { backlog } from './backlog.ts'
import { type BenchRow } from './bench-row.ts'
import { busyTablet } from './busy-tablet.ts'
import { kioskScreens } from './kiosk-screens.ts'
import { live } from './live.ts'
import { newTablet } from './new-tablet.ts'
import { outage } from './outage.ts'
import { paid } from './paid.ts'
import { peakHour } from './peak-hour.ts'
import { print } from './print.ts'
import { readers } from './readers.ts'
import { sell } from './sell.ts'
import { serverCpu } from './server-cpu.ts'
import { slowLink } from './slow-link.ts'

/** Every row, in the order in which they run and are printed. */
export const allRows: readonly BenchRow[] = [
  sell,
  print,
  kioskScreens,
  live,
  paid,
  slowLink,
  backlog,
  outage,
  newTablet,
  busyTablet,
  readers,
  peakHour,
  serverCpu,
]
