import type { PrinterStanding, PrinterTrouble, PrintJob, PrintProblem } from '@totem/printer'
import { defineTexts } from '../texts/language.ts'

type UnavailableProblem = Extract<PrinterStanding, { kind: 'unavailable' }>['problem']
/** What became of a job that is not known to be on paper, where it is worth a word. */
type ToldProblem = Extract<
  PrintProblem,
  'too_old' | 'no_ticket' | 'restarted' | 'gone' | 'stuck' | 'stalled'
>

/** What staff read about the printer. */
export interface PrinterPanelWords {
  readonly title: string
  readonly looking: string
  readonly ready: (name: string) => string
  readonly paperLow: string
  readonly troubles: Readonly<Record<PrinterTrouble, string>>
  readonly unavailable: Readonly<Record<UnavailableProblem, string>>
  readonly connectUsb: string
  readonly connectSerial: string
  readonly network: string
  readonly useNetwork: string
  readonly model: string
  readonly paper: string
  readonly millimetres: (width: number) => string
  readonly codePage: string
  readonly usualCodePage: string
  readonly testPage: string
  readonly openJobs: string
  readonly nothingOpen: string
  readonly original: string
  readonly copy: (copy: number) => string
  readonly testJob: string
  readonly print: string
  readonly reprint: string
  readonly seen: string
  readonly forgotten: string
  readonly jobStates: Readonly<Record<PrintJob['state']['kind'], string>>
  readonly problems: Readonly<Record<ToldProblem, string>>
}

/** The printer's part of the staff's corner. */
export const printerPanelTexts = defineTexts<PrinterPanelWords>({
  'pt-BR': {
    title: 'Impressora',
    looking: 'Procurando a impressora…',
    ready: (name) => (name === '' ? 'Pronta.' : `Pronta: ${name}.`),
    paperLow: 'O papel está acabando.',
    troubles: {
      cover_open: 'A tampa está aberta.',
      paper_out: 'Sem papel.',
      cutter: 'A guilhotina travou. Desligue, abra a tampa e solte o papel.',
      hot: 'A cabeça está quente. Espere alguns minutos.',
      error: 'A impressora acusa um erro. Desligue e ligue.',
      offline: 'A impressora está fora de linha. Aperte o botão dela ou desligue e ligue.',
    },
    unavailable: {
      absent:
        'Nenhuma impressora. Ligue o cabo e a impressora, depois aperte “Conectar impressora”.',
      busy: 'Outro programa está usando a impressora (driver do sistema ou outra aba).',
      denied: 'O sistema não deixa usar a impressora: falta a regra de acesso (udev).',
      broken: 'A impressora não abriu. Desligue, ligue e conecte de novo.',
      stuck: 'A impressora não recebe dados. Desligue e ligue.',
    },
    connectUsb: 'Conectar impressora',
    connectSerial: 'Conectar por porta serial',
    network: 'Impressora da rede (nome no servidor)',
    useNetwork: 'Usar impressora da rede',
    model: 'Modelo',
    paper: 'Papel',
    millimetres: (width) => `${width} mm`,
    codePage: 'Acentos',
    usualCodePage: 'o de costume do modelo',
    testPage: 'Imprimir página de teste',
    openJobs: 'Não confirmadas',
    nothingOpen: 'Tudo o que foi pedido saiu.',
    original: 'original',
    copy: (copy) => `2ª via${copy > 1 ? ` (${copy}ª cópia)` : ''}`,
    testJob: 'Página de teste',
    print: 'Imprimir',
    reprint: 'Imprimir 2ª via',
    seen: 'O papel saiu',
    forgotten: 'não foi pedida',
    jobStates: {
      queued: 'esperando a impressora',
      sending: 'imprimindo',
      unconfirmed: 'enviada, sem confirmação',
      printed: 'impressa',
      failed: 'não saiu',
      uncertain: 'talvez tenha saído em parte',
    },
    problems: {
      too_old: 'ficou esperando demais',
      no_ticket: 'a senha foi cancelada ou não está mais aqui',
      restarted: 'o totem reiniciou no meio',
      gone: 'o cabo foi desligado no meio',
      stuck: 'a impressora parou de receber',
      stalled: 'a impressora recusou os dados',
    },
  },
  en: {
    title: 'Printer',
    looking: 'Looking for the printer…',
    ready: (name) => (name === '' ? 'Ready.' : `Ready: ${name}.`),
    paperLow: 'The paper is running low.',
    troubles: {
      cover_open: 'The cover is open.',
      paper_out: 'Out of paper.',
      cutter: 'The cutter is stuck. Switch off, open the cover and free the paper.',
      hot: 'The print head is hot. Wait a few minutes.',
      error: 'The printer reports an error. Switch it off and on.',
      offline: 'The printer is offline. Press its button, or switch it off and on.',
    },
    unavailable: {
      absent: 'No printer. Plug it in and switch it on, then press “Connect printer”.',
      busy: 'Another program is using the printer (a system driver or another tab).',
      denied: 'The system does not allow the printer: the access rule is missing (udev).',
      broken: 'The printer did not open. Switch it off and on, and connect again.',
      stuck: 'The printer takes no data. Switch it off and on.',
    },
    connectUsb: 'Connect printer',
    connectSerial: 'Connect by serial port',
    network: 'Network printer (name on the server)',
    useNetwork: 'Use network printer',
    model: 'Model',
    paper: 'Paper',
    millimetres: (width) => `${width} mm`,
    codePage: 'Accents',
    usualCodePage: 'the usual one of the model',
    testPage: 'Print test page',
    openJobs: 'Not confirmed',
    nothingOpen: 'Everything that was ordered came out.',
    original: 'original',
    copy: (copy) => `second copy${copy > 1 ? ` (no. ${copy})` : ''}`,
    testJob: 'Test page',
    print: 'Print',
    reprint: 'Print second copy',
    seen: 'The paper came out',
    forgotten: 'was not ordered',
    jobStates: {
      queued: 'waiting for the printer',
      sending: 'printing',
      unconfirmed: 'sent, not confirmed',
      printed: 'printed',
      failed: 'did not come out',
      uncertain: 'may have come out in part',
    },
    problems: {
      too_old: 'waited too long',
      no_ticket: 'the ticket was cancelled or is no longer here',
      restarted: 'the kiosk restarted meanwhile',
      gone: 'the cable was unplugged meanwhile',
      stuck: 'the printer stopped taking data',
      stalled: 'the printer refused the data',
    },
  },
  es: {
    title: 'Impresora',
    looking: 'Buscando la impresora…',
    ready: (name) => (name === '' ? 'Lista.' : `Lista: ${name}.`),
    paperLow: 'Queda poco papel.',
    troubles: {
      cover_open: 'La tapa está abierta.',
      paper_out: 'Sin papel.',
      cutter: 'La guillotina se trabó. Apaga, abre la tapa y libera el papel.',
      hot: 'El cabezal está caliente. Espera unos minutos.',
      error: 'La impresora indica un error. Apágala y enciéndela.',
      offline: 'La impresora está fuera de línea. Pulsa su botón, o apágala y enciéndela.',
    },
    unavailable: {
      absent: 'Ninguna impresora. Conéctala y enciéndela, luego pulsa “Conectar impresora”.',
      busy: 'Otro programa usa la impresora (un controlador del sistema u otra pestaña).',
      denied: 'El sistema no permite usar la impresora: falta la regla de acceso (udev).',
      broken: 'La impresora no abrió. Apágala, enciéndela y conéctala de nuevo.',
      stuck: 'La impresora no recibe datos. Apágala y enciéndela.',
    },
    connectUsb: 'Conectar impresora',
    connectSerial: 'Conectar por puerto serie',
    network: 'Impresora de la red (nombre en el servidor)',
    useNetwork: 'Usar impresora de la red',
    model: 'Modelo',
    paper: 'Papel',
    millimetres: (width) => `${width} mm`,
    codePage: 'Acentos',
    usualCodePage: 'el habitual del modelo',
    testPage: 'Imprimir página de prueba',
    openJobs: 'Sin confirmar',
    nothingOpen: 'Todo lo que se pidió salió.',
    original: 'original',
    copy: (copy) => `segunda copia${copy > 1 ? ` (n.º ${copy})` : ''}`,
    testJob: 'Página de prueba',
    print: 'Imprimir',
    reprint: 'Imprimir segunda copia',
    seen: 'El papel salió',
    forgotten: 'no se pidió',
    jobStates: {
      queued: 'esperando la impresora',
      sending: 'imprimiendo',
      unconfirmed: 'enviada, sin confirmación',
      printed: 'impresa',
      failed: 'no salió',
      uncertain: 'puede que haya salido en parte',
    },
    problems: {
      too_old: 'esperó demasiado',
      no_ticket: 'el número fue cancelado o ya no está aquí',
      restarted: 'el tótem se reinició en medio',
      gone: 'el cable se desconectó en medio',
      stuck: 'la impresora dejó de recibir',
      stalled: 'la impresora rechazó los datos',
    },
  },
})
