import { useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

import { useCommands, type Command } from '../commands.ts'
import { above, paths } from '../paths.ts'
import { useActors } from '../session/actors.ts'
import { signOut } from '../session/signOut.ts'
import { useShortcuts, type Shortcut } from '../shortcuts.ts'
import { useToast } from '../ui/toast.tsx'
import { along } from './along.ts'
import { useActAs } from './PersonaSwitch.tsx'
import { place } from './place.ts'
import { setStage, setTheme, stageFactors, themes, toggleStage } from './preferences.ts'
import { useNavigation } from './useNavigation.ts'

/** What stands over the page, opened from the keyboard or the bar. */
export type Overlay = 'menu' | 'palette' | 'shortcuts' | null

/** The commands and shortcuts that every page has. */
export function useShellCommands({
  show,
  wireOpen,
  toggleWire,
}: {
  show: (overlay: Overlay) => void
  wireOpen: boolean
  toggleWire: (open: boolean) => void
}): void {
  const navigate = useNavigate()
  const go = useCallback((to: string) => void navigate(along(to, place.read())), [navigate])
  const { pathname } = useLocation()
  const act = useActAs()
  const personas = useActors()
  const say = useToast()
  const navigation = useNavigation()
  const pages = useMemo(
    () => navigation.flatMap(({ entries }) => entries).filter(({ notYet }) => notYet === undefined),
    [navigation],
  )
  useShortcuts(
    useMemo((): Shortcut[] => {
      const pageKeys = pages.flatMap(({ label, to, keys }) =>
        keys === undefined ? [] : [{ keys, label, group: 'Go to', run: () => go(to) }],
      )
      const here = 'On every page'
      return [
        ...pageKeys,
        { keys: 'Ctrl k', label: 'Search or jump to', group: here, run: () => show('palette') },
        { keys: 'w', label: 'Wire panel', group: here, run: () => toggleWire(!wireOpen) },
        { keys: 's', label: 'Stage mode', group: here, run: toggleStage },
        { keys: '?', label: 'This list', group: here, run: () => show('shortcuts') },
      ]
    }, [pages, go, show, toggleWire, wireOpen]),
  )
  useCommands(
    useMemo((): Command[] => {
      const up = above(pathname)
      const view = [
        ...themes.map((theme) => ({ label: `Theme: ${theme}`, run: () => setTheme(theme) })),
        ...stageFactors.map((factor) => ({
          label: `Stage at ${factor} %`,
          run: () => setStage(factor),
        })),
        { label: 'Leave the stage', run: () => setStage(null) },
      ]
      return [
        ...pages.map(({ label, to, keys }) => ({
          id: `page ${to}`,
          label,
          group: 'Pages',
          run: () => go(to),
          ...(keys !== undefined && { keys }),
        })),
        page('Compare answers', paths.chatCompare()),
        page('Wire', paths.wire()),
        page('Your sign-ins', paths.signIns()),
        ...(pathname === paths.home()
          ? []
          : [
              {
                id: 'up',
                label: 'Go up',
                group: 'Pages',
                keywords: [up],
                run: () => go(up),
              },
            ]),
        ...personas.map(({ id, label }) => ({
          id: `act ${id}`,
          label: `Act as ${label}`,
          group: 'Act as',
          run: () => act(id),
        })),
        ...view.map((command) => ({ ...command, id: `view ${command.label}`, group: 'View' })),
        {
          id: 'wire',
          label: wireOpen ? 'Close the wire panel' : 'Open the wire panel',
          group: 'View',
          keys: 'w',
          run: () => toggleWire(!wireOpen),
        },
        {
          id: 'sign-out',
          label: 'Sign out',
          group: 'Operator',
          run: () => void signOut().catch((error: unknown) => say(String(error))),
        },
      ]
      function page(label: string, to: string): Command {
        return { id: `page ${to}`, label, group: 'Pages', run: () => go(to) }
      }
    }, [pages, go, pathname, personas, act, wireOpen, toggleWire, say]),
  )
}
