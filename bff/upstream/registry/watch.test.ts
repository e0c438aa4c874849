import { expect, test } from 'vitest'

import type { BffEvent, RegistryObject } from '../../contract.ts'
import { createHub } from '../../observe/hub.ts'
import { Problem } from '../../problem.ts'
import { recordOf } from '../../testing/registry.ts'
import { noon, signInOf } from '../../testing/upstream.ts'
import type { Snapshots } from './snapshots.ts'
import { createWatch } from './watch.ts'

const signIn = signInOf('presenter')
const admin = { persona: 'admin', signIn }

const onLoss = (error: unknown) => {
  throw error
}

/** A registry whose lists the test sets, and a clock that the test moves. */
function watching({ listens = true } = {}) {
  const time = { now: noon }
  const lists: Record<string, readonly RegistryObject[] | Problem> = {}
  const reads: string[] = []
  const took = { ms: 0 }
  const snapshots: Snapshots = {
    stale: () => undefined,
    async read(caller, kind) {
      reads.push(`${caller.persona} ${kind}`)
      const found = lists[kind] ?? []
      if (found instanceof Problem) throw found
      return { pages: [], objects: [...found], readAt: time.now, took: took.ms }
    },
  }
  const hub = createHub()
  const told: BffEvent[] = []
  const listener = {
    subject: 'presenter',
    signIn: signIn.id,
    send: (event: BffEvent) => told.push(event),
  }
  const leave = listens ? hub.subscribe(listener) : () => false
  const clock = () => time.now
  const watch = createWatch({ snapshots, hub, clock, pollEvery: 1_000, onLoss })
  const later = async (ms: number) => {
    time.now += ms
    await watch.tick()
  }
  /** How often a kind was read. */
  const count = (kind: string) => reads.filter((read) => read.endsWith(` ${kind}`)).length
  return { watch, lists, reads, told, later, leave, hub, took, count }
}

const before = [
  recordOf('Deployment', 'a'),
  recordOf('Deployment', 'b'),
  recordOf('Deployment', 'c'),
]
const ready = { conditions: [{ type: 'Ready', status: 'True' }] }

test('new, changed and deleted records are told once, by name', async () => {
  const { watch, lists, told, later } = watching()
  watch.note(admin, 'deployments', before)
  const [a, b] = before
  lists['deployments'] = [a, b && { ...b, status: ready }, recordOf('Deployment', 'd')].filter(
    (object) => object !== undefined,
  )
  await later(1_000)
  expect(told).toEqual([
    { event: 'registry', data: { kind: 'deployments', names: ['b', 'd', 'c'] } },
  ])
  await later(1_000)
  expect(told).toHaveLength(1)
})

test('a list that says the same tells nothing', async () => {
  const { watch, lists, told, later } = watching()
  watch.note(admin, 'deployments', before)
  lists['deployments'] = structuredClone(before)
  await later(1_000)
  expect(told).toEqual([])
})

test('what only people change is read a tenth as often as what controllers change', async () => {
  const { watch, later, count } = watching()
  for (const kind of ['deployments', 'runtimes', 'agents']) watch.note(admin, kind, [])
  for (let second = 0; second < 10; second++) await later(1_000)
  expect([count('deployments'), count('runtimes'), count('agents')]).toEqual([10, 10, 1])
})

test('what somebody looks at is read as often as what controllers change, and no longer once they look elsewhere', async () => {
  const { watch, later, count } = watching()
  const kinds = ['agents', 'skills', 'prompts', 'models', 'plugins']
  for (const kind of kinds) watch.note(admin, kind, [])
  watch.regard(admin, 'agents')
  for (let second = 0; second < 5; second++) await later(1_000)
  expect([count('agents'), count('skills')]).toEqual([5, 0])
  for (const kind of kinds.slice(1)) watch.regard(admin, kind)
  for (let second = 0; second < 10; second++) await later(1_000)
  expect(count('plugins')).toBe(10)
  expect(count('agents')).toBeLessThan(8)
})

test('what takes long to read is read a tenth of the time, however closely it is looked at', async () => {
  const { watch, later, count, took } = watching()
  took.ms = 400
  watch.note(admin, 'agents', [])
  watch.regard(admin, 'agents')
  for (let second = 0; second < 41; second++) await later(1_000)
  expect(count('agents')).toBe(11)
  // It is not read in between because somebody types.
  expect(watch.maxAge(admin, 'agents')).toBe(8_000)
})

test('nothing is read while nobody listens, and after they have left', async () => {
  const quiet = watching({ listens: false })
  quiet.watch.note(admin, 'deployments', [])
  await quiet.later(60_000)
  expect(quiet.reads).toEqual([])
  const left = watching()
  left.watch.note(admin, 'deployments', [])
  await left.later(1_000)
  left.leave()
  await left.later(60_000)
  expect(left.reads).toHaveLength(1)
})

test('a sign-in that gets a new id goes on watching', async () => {
  const { watch, lists, told, later, hub } = watching()
  watch.note(admin, 'deployments', [])
  hub.moved(signIn.id, 'second')
  hub.moved('second', 'third')
  lists['deployments'] = before
  await later(1_000)
  expect(told).toHaveLength(1)
  watch.note({ ...admin, signIn: { ...signIn, id: 'third' } }, 'deployments', [])
  lists['deployments'] = []
  await later(1_000)
  expect(told).toHaveLength(2)
})

test('a write is told at once, before the next reading is due', async () => {
  const { watch, lists, told } = watching()
  watch.note(admin, 'agents', [])
  lists['agents'] = [recordOf('Agent', 'new')]
  await watch.tick(['agents'])
  expect(told).toHaveLength(1)
})

test('a registry that is away is asked ever less, fifteen seconds at most, and told of when it is back', async () => {
  const { watch, lists, told, reads, later } = watching()
  watch.note(admin, 'deployments', before)
  lists['deployments'] = new Problem(502, 'bad_gateway', 'away')
  for (let second = 0; second < 60; second++) await later(1_000)
  expect(reads.length).toBeGreaterThan(4)
  expect(reads.length).toBeLessThan(9)
  lists['deployments'] = [recordOf('Deployment', 'z')]
  await later(15_000)
  expect(told).toHaveLength(1)
})

test('a persona that has to sign in is left alone until somebody looks again', async () => {
  const { watch, lists, reads, later } = watching()
  watch.note(admin, 'deployments', [])
  lists['deployments'] = new Problem(401, 'persona_signin_required', 'sign in')
  await later(1_000)
  await later(60_000)
  expect(reads).toHaveLength(1)
})

test('what is watched may be shown a little older than what is not', async () => {
  const { watch, lists, later } = watching()
  expect(watch.maxAge(admin, 'agents')).toBe(3_000)
  watch.note(admin, 'agents', [])
  expect(watch.maxAge(admin, 'agents')).toBe(20_000)
  lists['agents'] = new Problem(502, 'bad_gateway', 'away')
  await later(10_000)
  expect(watch.maxAge(admin, 'agents')).toBe(3_000)
})
