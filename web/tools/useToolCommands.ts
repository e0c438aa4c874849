import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import { type Command, useCommands } from '../commands.ts'
import { paths } from '../paths.ts'

/**
 * Each tool by its name in the palette, for as long as the page is there: to open as the first of
 * `as`, and to compare as all of them (a page of one persona leaves the second to the comparison).
 */
export function useToolCommands(
  gateway: string,
  as: readonly string[],
  rows: readonly { name: string }[],
) {
  const navigate = useNavigate()
  // Lists and ids are new arrays on every render; their text is not.
  const names = rows.map(({ name }) => name).join('\n')
  const ids = as.join('\n')
  const commands = useMemo(
    () =>
      names
        .split('\n')
        .filter(Boolean)
        .flatMap((tool) => commandsFor(gateway, ids.split('\n'), tool, (to) => void navigate(to))),
    [gateway, ids, names, navigate],
  )
  useCommands(commands)
}

const commandsFor = (
  gateway: string,
  as: readonly string[],
  tool: string,
  open: (to: string) => void,
): Command[] => [
  {
    id: `tool.${tool}`,
    label: `Open ${tool}`,
    group: 'Tools',
    run: () => open(paths.tools({ gateway, as: as[0], tool })),
  },
  {
    id: `compare.${tool}`,
    label: `Compare ${tool}`,
    group: 'Compare',
    run: () => open(paths.compare({ gateway, as, tool })),
  },
]
