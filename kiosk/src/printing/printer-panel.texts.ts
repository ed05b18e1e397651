import type { PrinterStanding, PrinterTrouble, PrintProblem } from '@totem/printer'

type UnavailableProblem = Extract<PrinterStanding, { kind: 'unavailable' }>['problem']

const troubles: Readonly<Record<PrinterTrouble, string>> = {
  cover_open: 'A tampa está aberta.',
  paper_out: 'Sem papel.',
  cutter: 'A guilhotina travou. Desligue, abra a tampa e solte o papel.',
  hot: 'A cabeça está quente. Espere alguns minutos.',
  error: 'A impressora acusa um erro. Desligue e ligue.',
  offline: 'A impressora está fora de linha. Aperte o botão dela ou desligue e ligue.',
}

/** What staff read about the printer: only they see it, so it is in Portuguese alone. */
export const printerPanelTexts = {
  title: 'Impressora',
  looking: 'Procurando a impressora…',
  ready: (name: string): string => (name === '' ? 'Pronta.' : `Pronta: ${name}.`),
  paperLow: 'O papel está acabando.',
  troubles,
  unavailable: {
    absent: 'Nenhuma impressora. Ligue o cabo e a impressora, depois aperte “Conectar impressora”.',
    busy: 'Outro programa está usando a impressora (driver do sistema ou outra aba).',
    denied: 'O sistema não deixa usar a impressora: falta a regra de acesso (udev).',
    broken: 'A impressora não abriu. Desligue, ligue e conecte de novo.',
    stuck: 'A impressora não recebe dados. Desligue e ligue.',
  } satisfies Record<UnavailableProblem, string>,
  connectUsb: 'Conectar impressora',
  connectSerial: 'Conectar por porta serial',
  network: 'Impressora da rede (nome no servidor)',
  useNetwork: 'Usar impressora da rede',
  model: 'Modelo',
  paper: 'Papel',
  millimetres: (width: number): string => `${width} mm`,
  codePage: 'Acentos',
  usualCodePage: 'o de costume do modelo',
  testPage: 'Imprimir página de teste',
  openJobs: 'Não confirmadas',
  nothingOpen: 'Tudo o que foi pedido saiu.',
  original: 'original',
  copy: (copy: number): string => `2ª via${copy > 1 ? ` (${copy}ª cópia)` : ''}`,
  testJob: 'Página de teste',
  print: 'Imprimir',
  reprint: 'Imprimir 2ª via',
  seen: 'O papel saiu',
  waiting: 'esperando a impressora',
  sending: 'imprimindo',
  unconfirmed: 'enviada, sem confirmação',
  failed: 'não saiu',
  uncertain: 'talvez tenha saído em parte',
  forgotten: 'não foi pedida',
  problems: {
    too_old: 'ficou esperando demais',
    no_ticket: 'a senha foi cancelada ou não está mais aqui',
    restarted: 'o totem reiniciou no meio',
    gone: 'o cabo foi desligado no meio',
    stuck: 'a impressora parou de receber',
    stalled: 'a impressora recusou os dados',
  } satisfies Readonly<Partial<Record<PrintProblem, string>>>,
} as const
