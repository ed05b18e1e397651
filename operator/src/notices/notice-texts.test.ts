import { describe, expect, test } from 'vitest'
import { ana, aTicket, beto, minutes, noonish, type Step } from '../testing/_tickets.ts'
import { lostRaceText, type NoticeFacts, problemText } from './notice-texts.ts'

const nobody: NoticeFacts = { timeZone: 'America/Sao_Paulo', nameOf: () => undefined }
const staff: NoticeFacts = {
  ...nobody,
  nameOf: (operator) => (operator === ana ? 'Ana' : undefined),
}
const called: Step = ['called', {}, 2]
const started: Step = ['started', {}, 3]

describe('an act that lost', () => {
  test.for<[readonly Step[], string]>([
    [[], 'A-001 voltou para a espera em outro tablet às 13:01.'],
    [[called], 'A-001 já foi chamada em outro tablet às 14:02.'],
    [[called, started], 'A-001 já está em atendimento em outro tablet desde 14:03.'],
    [[called, started, ['finished', {}, 13]], 'A-001 já foi encerrada em outro tablet às 14:13.'],
    [[called, ['no_show', {}, 4]], 'A-001 já foi marcada como ausente em outro tablet às 14:04.'],
    [[['cancelled', { reason: 'gave_up' }, 5]], 'A-001 já foi cancelada em outro tablet às 14:05.'],
  ])('%j', ([steps, expected]) => {
    const ticket = aTicket({ counter: 1, steps })
    const notice = { kind: 'lost_race', ticket, type: 'called', reason: 'already_called' } as const
    expect(lostRaceText(notice, nobody)).toBe(expected)
  })

  test.for<[readonly Step[], string]>([
    [[called], 'A-001 já foi chamada por Ana às 14:02.'],
    [[called, started], 'A-001 já está em atendimento com Ana desde 14:03.'],
    [[called, ['no_show', {}, 4]], 'A-001 já foi marcada como ausente por Ana às 14:04.'],
    [[['called', {}, 2, beto]], 'A-001 já foi chamada em outro tablet às 14:02.'],
  ])('names who was first, where the name is known: %j', ([steps, expected]) => {
    const ticket = aTicket({ counter: 1, steps })
    const notice = { kind: 'lost_race', ticket, type: 'called', reason: 'already_called' } as const
    expect(lostRaceText(notice, staff)).toBe(expected)
  })

  test('on the money side asks to look at the payment', () => {
    const ticket = aTicket({ counter: 1 })
    expect(
      lostRaceText({ kind: 'lost_race', ticket, type: 'paid_by_hand', reason: 'undone' }, nobody),
    ).toBe('A-001: a confirmação de pagamento feita aqui não valeu. Confira o pagamento.')
  })
})

test('every problem of an act is a sentence', () => {
  const ticket = aTicket({ counter: 1, soldAtMinute: 0, steps: [called] })
  expect(noonish + minutes(2)).toBe(ticket.lastAt)
  expect(
    [
      { kind: 'refused', reason: 'already_called', ticket } as const,
      { kind: 'storage', detail: 'QuotaExceeded' } as const,
      { kind: 'not_allowed' } as const,
      { kind: 'unknown_ticket' } as const,
    ].map((problem) => problemText(problem, 'A-001', nobody)),
  ).toEqual([
    'A-001 já foi chamada às 14:02.',
    'O tablet não conseguiu guardar o registro. Nada foi feito; tente de novo.',
    'Seu acesso não permite isso. Entre de novo ou chame o gerente.',
    'A-001 ainda não chegou a este tablet. Tente de novo em instantes.',
  ])
})
