export * from './file-ledger-folder.ts'
