import * as v from 'valibot'

/** The end of a branch of a document's revisions. */
export interface Leaf {
  readonly rev: string
  readonly deleted: boolean
}

/** PouchDB's tree: each node is the hash, its marks, and the nodes that follow it. */
interface TreeNode extends Readonly<Record<number, unknown>> {
  readonly 0: string
  readonly 1: { readonly deleted?: boolean | undefined }
  readonly 2: readonly TreeNode[]
}

const treeSchema = v.object({
  rev_tree: v.array(
    v.object({
      pos: v.number(),
      ids: v.custom<TreeNode>((node) => Array.isArray(node) && node.length === 3),
    }),
  ),
})

/** Finds the leaves in PouchDB's metadata of a document, the longest branches first. */
export function leavesOf(metadata: string): readonly Leaf[] {
  const { rev_tree: roots } = v.parse(treeSchema, JSON.parse(metadata))
  const found: { readonly generation: number; readonly leaf: Leaf }[] = []
  for (const { pos, ids } of roots) {
    const open = [{ generation: pos, node: ids }]
    for (const { generation, node } of open) {
      const [hash, marks, children] = [node[0], node[1], node[2]]
      for (const child of children) open.push({ generation: generation + 1, node: child })
      const leaf = { rev: `${generation}-${hash}`, deleted: marks.deleted === true }
      if (children.length === 0) found.push({ generation, leaf })
    }
  }
  return found
    .sort((a, b) => b.generation - a.generation || (a.leaf.rev < b.leaf.rev ? 1 : -1))
    .map(({ leaf }) => leaf)
}
