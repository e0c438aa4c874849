import type { A2aEvent, Task } from '../../adk/wire.ts'
import type { WireVersion } from './wireVersion.ts'

/** An event or task as the dialect has it. In 1.0 it is wrapped: `{"task":…}`, `{"statusUpdate":…}`. */
export async function shaped(version: WireVersion, value: A2aEvent | Task): Promise<unknown> {
  return version === '0.3' ? value : (await toV1())(value)
}

/** A task that stands by itself, as in a list: not wrapped in 1.0 either. */
export async function shapedTask(version: WireVersion, task: Task): Promise<unknown> {
  const value = await shaped(version, task)
  const wrapped = version === '1.0' && typeof value === 'object' && value !== null
  return wrapped && 'task' in value ? value.task : value
}

type Translate = (value: A2aEvent | Task) => unknown

let translate: Promise<Translate> | undefined

/** The SDK's own translator; loaded when first needed, because most clients speak 0.3. */
const toV1 = (): Promise<Translate> =>
  (translate ??= (async () => {
    const [{ legacyPushNotificationToV1StreamResponse }, { StreamResponse }] = await Promise.all([
      import('@a2a-js/sdk/compat/v0_3'),
      import('@a2a-js/sdk'),
    ])
    return (value) => StreamResponse.toJSON(legacyPushNotificationToV1StreamResponse(value))
  })())
