import { expect, test } from 'vitest'

import type { RecordDetail } from '#bff'

import { recordOf } from '../../records/testing.ts'
import { compareRecords } from './sayRecords.ts'

function detail(runtime: string, image: string | undefined, tag = 'latest'): RecordDetail {
  const agent = recordOf('Agent', 'sfa', {
    metadata: { tag },
    spec: image === undefined ? {} : { source: { image } },
  })
  const deployment = recordOf('Deployment', `sfa-${runtime}`, {
    spec: { targetRef: { kind: 'Agent', name: 'sfa', tag }, runtimeRef: { name: runtime } },
    target: { kind: 'Agent', name: 'sfa', tag },
  })
  return { ...deployment, related: [agent], masked: [], yaml: '' }
}

test('one agent on two runtimes: nothing but runtimeRef differs', () => {
  const { sentence, rows } = compareRecords([detail('kagent', 'r/sfa:1'), detail('aws', 'r/sfa:1')])
  expect(sentence).toBe('Same Agent sfa@latest, same image. Only runtimeRef differs.')
  expect(rows[0]).toEqual({ path: 'image', values: ['r/sfa:1', 'r/sfa:1'], state: 'same' })
})

test('two tags of an agent are not the same agent, and it says what differs', () => {
  const { sentence } = compareRecords([
    detail('kagent', 'r/sfa:1', '1'),
    detail('kagent', 'r/sfa:2', '2'),
  ])
  expect(sentence).toBe(
    'Not the same Agent: sfa@1 and sfa@2, and their images differ. Only targetRef differs.',
  )
})

test('an image that cannot be read is not claimed to be the same', () => {
  const { sentence } = compareRecords([detail('kagent', undefined), detail('aws', 'r/sfa:1')])
  expect(sentence).toBe('Same Agent sfa@latest. Only runtimeRef differs.')
})
