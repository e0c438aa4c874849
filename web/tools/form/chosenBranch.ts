import { createContext } from 'react'

/**
 * Between a union and the list of its branches. `shown` is the branch to show as chosen: -1 for
 * none, undefined to leave it to the engine, which matches the data. `choose` is told each choice.
 */
export const ChosenBranch = createContext<{
  shown: number | undefined
  choose: (index: number) => void
}>({ shown: undefined, choose: () => undefined })
