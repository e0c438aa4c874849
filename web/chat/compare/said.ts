import type { Side } from './Sides.tsx'

const words = {
  done: 'has answered',
  failed: 'has failed',
  stopped: 'was stopped',
  waiting: 'waits for a decision',
  running: 'is answering',
}

/** What a screen reader is told: states and their changes, never the words of an answer as they come. */
export const sayAll = (sides: readonly Pick<Side, 'deployment' | 'conversation'>[]): string =>
  sides
    .flatMap(({ deployment, conversation }) => {
      const last = conversation.answers.at(-1)
      return last ? `${deployment} ${words[last.state]}.` : []
    })
    .join(' ')
