import { html } from 'hono/html'
import { type Faults, isDisturbed } from '../faults/faults.ts'
import { type Html } from './html.ts'

/** Draws the switches of what goes wrong on purpose. */
export const faultForm = (faults: Faults): Html =>
  html`<section class="faults" aria-labelledby="faults-title">
    <h2 id="faults-title">Defeitos de propósito</h2>
    <details class="card" ${isDisturbed(faults) ? 'open' : ''}>
      <summary data-testid="faults-summary">
        ${isDisturbed(faults) ? 'Este banco está com defeito.' : 'Este banco funciona bem.'}
      </summary>
      <form method="post" action="/faults">
        ${choice('latencyMs', String(faults.latencyMs))} ${choice('failure', faults.failure)}
        ${choice('hooks', faults.hooks)} ${choice('refunds', faults.refunds)}
        ${choice('quirk', faults.quirk)}
        <button class="button" data-testid="apply-faults">Aplicar</button>
      </form>
    </details>
  </section>`

const choice = (name: keyof Faults, current: string): Html => {
  const { label, options } = choices[name]
  const known = options.some(([value]) => value === current)
  // A test may have set what the page does not offer.
  const shown = known ? options : [...options, [current, current] as const]
  return html`<label class="choice"
    >${label}
    <select name="${name}" data-testid="fault-${name}">
      ${shown.map(
        ([value, text]) =>
          html`<option value="${value}" ${value === current ? 'selected' : ''}>${text}</option>`,
      )}
    </select>
  </label>`
}

interface Choice {
  readonly label: string
  readonly options: readonly (readonly [string, string])[]
}

const choices: Readonly<Record<keyof Faults, Choice>> = {
  latencyMs: {
    label: 'Demora',
    options: [
      ['0', 'nenhuma'],
      ['500', 'meio segundo'],
      ['2000', '2 segundos'],
      ['10000', '10 segundos'],
    ],
  },
  failure: {
    label: 'A API responde',
    options: [
      ['none', 'normalmente'],
      ['error_500', 'erro 500'],
      ['unavailable_503', 'fora do ar (503)'],
      ['too_many_429', 'chamadas demais (429)'],
      ['denied_403', 'acesso negado em HTML (403)'],
      ['silence', 'nada'],
    ],
  },
  hooks: {
    label: 'Os avisos de pagamento chegam',
    options: [
      ['normal', 'uma vez, em ordem'],
      ['lost', 'nunca'],
      ['duplicated', 'três vezes'],
      ['reversed', 'fora de ordem'],
    ],
  },
  refunds: {
    label: 'As devoluções',
    options: [
      ['done', 'são feitas'],
      ['failed', 'falham por falta de saldo'],
      ['pending', 'ficam em processamento'],
    ],
  },
  quirk: {
    label: 'Particularidade',
    options: [
      ['none', 'nenhuma'],
      ['no_copia_e_cola', 'o PUT não traz o copia e cola'],
      ['horario_as_object', 'o horário vem como objeto'],
    ],
  },
}
