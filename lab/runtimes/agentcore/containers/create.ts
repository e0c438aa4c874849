import type { AgentRuntime } from '../runtime.ts'
import { createA2aContainer } from './a2a.ts'
import { createAguiContainer } from './agui.ts'
import type { Container, ContainerParts } from './container.ts'
import { createHttpContainer } from './http.ts'

/** A container that speaks what its runtime says. */
export function createContainer(
  { protocol, stream }: Pick<AgentRuntime, 'protocol' | 'stream'>,
  parts: ContainerParts,
): Container {
  switch (protocol) {
    case 'A2A':
      return createA2aContainer(parts, stream)
    case 'HTTP':
      return createHttpContainer(parts)
    default: // AGUI
      return createAguiContainer(parts)
  }
}
