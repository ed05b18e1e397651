/** `move` of the File System standard, which TypeScript's DOM library does not list yet. */
interface FileSystemFileHandle {
  move: (name: string) => Promise<void>
}
