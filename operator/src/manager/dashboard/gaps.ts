import { type Dashboard } from '@totem/shared-schema'
import { formatDay } from '../../time/format-time.ts'
import { dashboardTexts as texts } from './dashboard.texts.ts'

/** Says what the figures do not know yet, a sentence each; none when nothing but the rest of today is missing. Pure. */
export const gapsIn = (
  { behind, missing, unclosed }: Pick<Dashboard, 'behind' | 'missing' | 'unclosed'>,
  moment: (ms: number) => string,
): readonly string[] => [
  ...behind.map(({ name, pending, oldestPendingAt, lastSeenAt }) =>
    pending > 0
      ? texts.pending(name, pending, oldestPendingAt === null ? null : moment(oldestPendingAt))
      : texts.silent(name, lastSeenAt === null ? null : moment(lastSeenAt)),
  ),
  ...(missing.length === 0 ? [] : [texts.missing(missing.map(formatDay).join(', '))]),
  ...(unclosed.length === 0 ? [] : [texts.unclosed(unclosed.map(formatDay).join(', '))]),
]
