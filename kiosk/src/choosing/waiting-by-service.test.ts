import { BusinessDay, type Ticket } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { aTicket } from '../_fake-device.ts'
import { cancelledTicket } from '../sale/_samples.ts'
import { waitingByService } from './waiting-by-service.ts'

const today = v.parse(BusinessDay, '2026-11-23')

test('only those who wait today count', () => {
  const yesterday: Ticket = {
    ...aTicket(),
    sale: { ...aTicket().sale, businessDay: v.parse(BusinessDay, '2026-11-22') },
  }
  const counts = waitingByService(
    [aTicket({}, 1), aTicket({}, 2), cancelledTicket, yesterday],
    today,
  )
  expect([...counts]).toEqual([['GELO', 2]])
})
