import type { RecordDetail } from '#bff'

import { type DiffRow, diffDeployments, sayDiff } from '../../records/diffDeployments.ts'
import { imageOf } from '../../records/read.ts'
import { list } from '../../ui/list.ts'

/** What the records of the compared Deployments prove: what is the same, and what differs. */
export interface Records {
  sentence: string
  rows: DiffRow[]
}

/** Compares Deployments by their records, and by the image that the record of each agent names. */
export function compareRecords(details: readonly RecordDetail[]): Records {
  const rows = diffDeployments(details)
  const agents = new Set(
    details.map(({ target }) => (target ? `${target.name}@${target.tag}` : 'unknown')),
  )
  const images = details.map(imageOfAgent)
  const known = new Set(images.filter((image) => image !== undefined))
  const imageRow: DiffRow = {
    path: 'image',
    values: images,
    state: new Set(images).size > 1 ? 'differs' : 'same',
  }
  const one = [...agents]
  const what = one.length === 1 ? `Same Agent ${one[0]}` : `Not the same Agent: ${list(one)}`
  return {
    sentence: `${what}${sayImage(images, known.size, one.length === 1)}. ${sayDiff(rows)}`,
    rows: known.size > 0 ? [imageRow, ...rows] : rows,
  }
}

/** Only what was read counts: an agent that this persona may not see has an image that nobody knows. */
function sayImage(images: readonly unknown[], different: number, sameAgent: boolean): string {
  if (images.includes(undefined)) return ''
  if (different === 1) return sameAgent ? ', same image' : ', though their image is the same'
  return ', and their images differ'
}

const imageOfAgent = ({ related, target }: RecordDetail): string | undefined => {
  const agent = related.find(
    ({ object }) => object.kind === target?.kind && object.metadata.name === target.name,
  )
  return agent && imageOf(agent.object)
}
