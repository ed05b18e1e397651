import {
  type Cpf,
  type CpfProblem,
  type NameProblem,
  type PersonName,
  type Phone,
  type PhoneProblem,
  type Result,
  err,
  ok,
  parseCpf,
  parsePersonName,
  parsePhone,
} from '@totem/shared-schema'

/** What a customer has typed so far, exactly as it stands in the fields. */
export interface Draft {
  readonly name: string
  readonly cpf: string
  readonly phone: string
  readonly acknowledged: boolean
  /** Who declares it: an adult for themselves, or the adult who answers for a minor (LGPD art. 14). */
  readonly actor: Actor
  /** Codes of the optional purposes that were ticked. */
  readonly granted: readonly string[]
}

/** Who stands at the kiosk. */
export type Actor = 'self' | 'guardian'

/** A field that is typed into. */
export type TypedField = 'name' | 'cpf' | 'phone'

/** A thing the customer must do before going on. */
export type FieldName = TypedField | 'notice'

/** The fields in the order in which people meet them. */
export const fieldNames = ['name', 'cpf', 'phone', 'notice'] as const satisfies readonly FieldName[]

/** What is wrong with each field; a right one is not named. */
export interface DraftProblems {
  readonly name?: NameProblem
  readonly cpf?: CpfProblem
  readonly phone?: PhoneProblem
  readonly notice?: 'not_acknowledged'
}

/** A customer whose data are right. */
export interface Person {
  readonly name: PersonName
  readonly cpf: Cpf
  readonly phone: Phone
}

/** What a customer declares beside the data. */
export type Declaration = Pick<Draft, 'actor' | 'granted'>

/** Nothing typed, nothing ticked. */
export const emptyDraft: Draft = {
  name: '',
  cpf: '',
  phone: '',
  acknowledged: false,
  actor: 'self',
  granted: [],
}

/** Says whether nobody has begun to type. */
export const isEmptyDraft = (draft: Draft): boolean =>
  draft.name === '' &&
  draft.cpf === '' &&
  draft.phone === '' &&
  !draft.acknowledged &&
  draft.actor === emptyDraft.actor &&
  draft.granted.length === 0

/** Reads what was typed: a person, or everything that is wrong at once. */
export const readDraft = (draft: Draft): Result<Person, DraftProblems> => {
  const name = parsePersonName(draft.name)
  const cpf = parseCpf(draft.cpf)
  const phone = parsePhone(draft.phone)
  if (name.ok && cpf.ok && phone.ok && draft.acknowledged)
    return ok({ name: name.value, cpf: cpf.value, phone: phone.value })
  return err({
    ...(name.ok ? {} : { name: name.error }),
    ...(cpf.ok ? {} : { cpf: cpf.error }),
    ...(phone.ok ? {} : { phone: phone.error }),
    ...(draft.acknowledged ? {} : { notice: 'not_acknowledged' as const }),
  })
}
