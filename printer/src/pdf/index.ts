export { receiptToPdf, type PdfFacts } from './receipt-to-pdf.ts'
export { sheetToPdf, type Sheet, type SheetTable } from './sheet-to-pdf.ts'
