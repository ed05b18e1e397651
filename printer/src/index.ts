export { receiptOf, type ReceiptFacts, type ReceiptLine } from './receipt/receipt.ts'
