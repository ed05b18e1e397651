import {
  type NumberedCodePage,
  type PaperWidth,
  type PrinterModel,
  type PrinterProfile,
} from './printer-profile.ts'

/** Names a printer and its paper: what is chosen when a kiosk is set up. */
export interface PrinterSetup {
  readonly model: PrinterModel
  readonly paper: PaperWidth
  /** The code page whose line on the test page came out right, where it is not the usual one. */
  readonly codePage?: NumberedCodePage
}

/** Gives the profile of a printer. */
export const profileOf = ({ model, paper, codePage }: PrinterSetup): PrinterProfile => {
  const traits = traitsOf[model]
  const { dots, columns } =
    traits.narrow === undefined || paper === 80 ? rows[paper] : traits.narrow
  return {
    model,
    paper,
    name: traits.name,
    dialect: traits.dialect ?? 'esc-pos',
    dots,
    columns,
    maxScale: traits.maxScale ?? 8,
    codePage: codePage ?? traits.codePage,
    candidates: traits.candidates,
    preamble: traits.preamble ?? [],
    feedLines: traits.feedLines ?? 0,
    // Printers for 58 mm rolls rarely have a blade: without a name, none is assumed.
    ...(model === 'generic' && paper === 58 ? { cut: [], feedLines: 4 } : { cut: traits.cut }),
    completion: traits.completion,
  }
}

interface Traits extends Pick<
  PrinterProfile,
  'name' | 'codePage' | 'candidates' | 'cut' | 'completion'
> {
  readonly narrow?: Pick<PrinterProfile, 'dots' | 'columns'>
  readonly dialect?: PrinterProfile['dialect']
  readonly maxScale?: number
  readonly preamble?: readonly number[]
  readonly feedLines?: number
}

/** 72 mm and 48 mm of printable width at 8 dots a millimetre. */
const rows = { 58: { dots: 384, columns: 32 }, 80: { dots: 576, columns: 48 } } as const

/** GS V 66 0: feeds the last line to the blade, then cuts. GS V 0 and 1 cut two lines early on an Elgin i9. */
const feedAndCut = [0x1d, 0x56, 0x42, 0x00]

/** Epson's numbers, which Elgin and most others took over. */
const epsonPages: readonly NumberedCodePage[] = [
  { page: 'cp850', number: 2 },
  { page: 'cp860', number: 3 },
  { page: 'windows1252', number: 16 },
  { page: 'cp858', number: 19 },
]
/** Numbers that Bematech uses, and some older Elgin printers. */
const bematechPages: readonly NumberedCodePage[] = [
  { page: 'cp850', number: 2 },
  { page: 'cp860', number: 4 },
  { page: 'cp858', number: 5 },
]

const cp850: NumberedCodePage = { page: 'cp850', number: 2 }
const cp860: NumberedCodePage = { page: 'cp860', number: 3 }

const traitsOf: Readonly<Record<PrinterModel, Traits>> = {
  epson: {
    name: 'Epson TM-T20, TM-T88, TM-m30',
    // Epson's 58 mm heads are 52.5 mm wide.
    narrow: { dots: 420, columns: 35 },
    codePage: cp860,
    candidates: epsonPages,
    cut: feedAndCut,
    completion: 'gs-h',
  },
  'elgin-i8': {
    name: 'Elgin i8',
    codePage: cp860,
    candidates: [...epsonPages, ...bematechPages.slice(1)],
    cut: feedAndCut,
    completion: 'gs-r',
  },
  'elgin-i9': {
    name: 'Elgin i9',
    codePage: cp860,
    candidates: [...epsonPages, ...bematechPages.slice(1)],
    cut: feedAndCut,
    completion: 'gs-r',
  },
  'bematech-mp-4200-th': {
    name: 'Bematech MP-4200 TH',
    codePage: cp850,
    candidates: [...bematechPages, { page: 'cp860', number: 3 }],
    // GS F9 35 '1' makes it speak ESC/POS instead of its factory ESC/BEMA, until it is switched off.
    preamble: [0x1d, 0xf9, 0x35, 0x31],
    cut: feedAndCut,
    completion: 'gs-r',
  },
  'daruma-dr800': {
    name: 'Daruma DR700, DR800',
    dialect: 'esc-daruma',
    maxScale: 2,
    codePage: cp850,
    candidates: [cp850, { page: 'windows1252', number: 3 }],
    feedLines: 8,
    // ESC m, its only cut.
    cut: [0x1b, 0x6d],
    completion: 'none',
  },
  generic: {
    name: 'Outra impressora ESC/POS',
    // 2 is code page 850 in every table that could be found; the numbers of the others differ.
    codePage: cp850,
    candidates: [...epsonPages, ...bematechPages.slice(1), { page: 'windows1252', number: 6 }],
    cut: feedAndCut,
    completion: 'gs-r',
  },
}
