import { expect, test } from 'vitest'

import { envOf, envRows, envTrouble, envValues } from './env.ts'
import { recordOf } from './testing.ts'

const server = recordOf('MCPServer', 'desk', {
  spec: {
    source: {
      package: {
        launch: {
          env: [
            { name: 'TOKEN', isRequired: true },
            { name: 'REGION', value: 'emea' },
          ],
        },
      },
    },
  },
})
const running = recordOf('Deployment', 'desk-eu', {
  spec: { env: { REGION: '••••', DEBUG: '••••' } },
})

test('declared variables come first, then those of other deployments, without their masked values', () => {
  expect(envRows(server, [running])).toEqual([
    { key: 'TOKEN', value: '', required: true },
    { key: 'REGION', value: 'emea', required: false },
    { key: 'DEBUG', value: '', required: false },
  ])
})

test('values of the deployment that it is to be like stand in', () => {
  const values = envValues({ 'spec.env.REGION': 'apac', 'spec.env.A.B': 'x', 'metadata.x': 'no' })
  expect(envOf(envRows(server, [running], values))).toEqual({ REGION: 'apac', 'A.B': 'x' })
})

const row = (key: string, value: string, required = false) => ({ key, value, required })

test.each([
  ['a required one without a value', row('TOKEN', '', true), 'TOKEN is required.'],
  ['a value without a name', row('', 'x'), 'A value needs a name.'],
  ['a name with a space', row('A B', 'x'), 'no name of a variable'],
  ['a placeholder', row('A', 'http://${HOST}'), 'placeholder'],
])('%s is said', (_, wrong, words) => {
  expect(envTrouble(wrong, [wrong])).toContain(words)
})

test('a name that is there twice is said, whatever space stands around it', () => {
  const rows = [row('A', '1'), row(' A ', '2')]
  expect(rows.map((each) => envTrouble(each, rows))).toEqual([
    'A is there twice.',
    'A is there twice.',
  ])
})

test('an empty row and a whole one are no trouble', () => {
  const rows = [row('', ''), row('A', '1')]
  expect(rows.map((each) => envTrouble(each, rows))).toEqual([undefined, undefined])
})
