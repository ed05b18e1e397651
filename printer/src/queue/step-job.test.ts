import { expect, test } from 'vitest'
import { type JobState, type JobStateKind } from './print-job.ts'
import { stepJob, type JobEvent, type JobEventKind } from './step-job.ts'

const now = 5_000

const states: { readonly [K in JobStateKind]: Extract<JobState, { kind: K }> } = {
  queued: { kind: 'queued', since: 1_000, problem: 'absent' },
  sending: { kind: 'sending', since: 1_000 },
  unconfirmed: { kind: 'unconfirmed', since: 2_000 },
  printed: { kind: 'printed', at: 3_000, proof: 'reported' },
  failed: { kind: 'failed', at: 3_000, problem: 'too_old' },
  uncertain: { kind: 'uncertain', at: 3_000, problem: 'gone' },
}

const events: { readonly [K in JobEventKind]: Extract<JobEvent, { kind: K }> } = {
  started: { kind: 'started' },
  not_taken: { kind: 'not_taken', problem: 'paper_out' },
  taken: { kind: 'taken' },
  confirmed: { kind: 'confirmed', proof: 'fence' },
  broke_off: { kind: 'broke_off', problem: 'stuck' },
  found: { kind: 'found' },
  given_up: { kind: 'given_up', problem: 'too_old' },
  wanted_again: { kind: 'wanted_again' },
}

const refused = 'refused'
const printed: JobState = { kind: 'printed', at: now, proof: 'fence' }
const uncertain: JobState = { kind: 'uncertain', at: now, problem: 'stuck' }

/** The whole table: nothing leads from where bytes may be on paper to where they are sent again. */
const table: Record<JobStateKind, Record<JobEventKind, JobState | typeof refused>> = {
  queued: {
    started: { kind: 'sending', since: 1_000 },
    not_taken: { kind: 'queued', since: 1_000, problem: 'paper_out' },
    taken: refused,
    confirmed: refused,
    broke_off: refused,
    found: states.queued,
    given_up: { kind: 'failed', at: now, problem: 'too_old' },
    wanted_again: refused,
  },
  sending: {
    started: refused,
    not_taken: { kind: 'queued', since: 1_000, problem: 'paper_out' },
    taken: { kind: 'unconfirmed', since: now },
    confirmed: printed,
    broke_off: uncertain,
    found: { kind: 'uncertain', at: now, problem: 'restarted' },
    given_up: refused,
    wanted_again: refused,
  },
  unconfirmed: {
    started: refused,
    not_taken: refused,
    taken: refused,
    confirmed: printed,
    broke_off: uncertain,
    found: states.unconfirmed,
    given_up: refused,
    wanted_again: refused,
  },
  printed: {
    started: refused,
    not_taken: refused,
    taken: refused,
    confirmed: refused,
    broke_off: refused,
    found: states.printed,
    given_up: refused,
    wanted_again: refused,
  },
  failed: {
    started: refused,
    not_taken: refused,
    taken: refused,
    confirmed: refused,
    broke_off: refused,
    found: states.failed,
    given_up: refused,
    wanted_again: { kind: 'queued', since: now, problem: null },
  },
  uncertain: {
    started: refused,
    not_taken: refused,
    taken: refused,
    confirmed: printed,
    broke_off: refused,
    found: states.uncertain,
    given_up: refused,
    wanted_again: refused,
  },
}

const cells = Object.entries(table).flatMap(([state, row]) =>
  Object.entries(row).map(
    ([event, next]) => [state as JobStateKind, event as JobEventKind, next] as const,
  ),
)

test.for(cells)('a job that is %s and %s', ([state, event, next]) => {
  const stepped = stepJob(states[state], events[event], now)
  expect(stepped).toEqual(
    next === refused ? { ok: false, error: 'no_place' } : { ok: true, value: next },
  )
})

test('from where bytes may be on paper no path leads back to the queue', () => {
  const reached = new Set<JobStateKind>(['unconfirmed', 'printed', 'uncertain'])
  for (const state of reached)
    for (const event of Object.values(events)) {
      const stepped = stepJob(states[state], event, now)
      if (stepped.ok) reached.add(stepped.value.kind)
    }
  expect([...reached].toSorted()).toEqual(['printed', 'uncertain', 'unconfirmed'])
})
