import { expect, test } from 'vitest'

import { readArguments } from './arguments.ts'

test('flags of the lab are taken out of the command, wherever npm put them', () => {
  const read = readArguments(['run', 'node', 'bff/main.ts', '--ports', 'auto', '--check'])
  expect(read).toEqual({
    portsAuto: true,
    json: false,
    scale: 0,
    command: ['node', 'bff/main.ts', '--check'],
  })
})

test('a port scheme other than auto is refused with the way to set a single port', () => {
  expect(() => readArguments(['--ports', '9000'])).toThrow('LAB_…_PORT')
})

test('an argument that nobody would read is refused', () => {
  expect(() => readArguments(['--verbose'])).toThrow('does not know "--verbose"')
})
