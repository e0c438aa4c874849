import { Link } from 'react-router'

import { paths } from '../paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Mark } from '../ui/Mark.tsx'
import { MorePersonas } from './MorePersonas.tsx'
import { OperatorMenu } from './OperatorMenu.tsx'
import { PersonaSwitch } from './PersonaSwitch.tsx'
import { toggleStage, useStage } from './preferences.ts'

/** What every page has above it: where one is, a way to anywhere, who one acts as, how large it is shown. */
export function TopBar({
  onMenu,
  onSearch,
  onShortcuts,
}: {
  onMenu: () => void
  onSearch: () => void
  onShortcuts: () => void
}) {
  const stage = useStage()
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-line bg-panel px-3 @4xl/shell:gap-3 @4xl/shell:px-5">
      <button
        type="button"
        aria-label="Menu"
        onClick={onMenu}
        className="grid size-10 place-items-center rounded-control text-ink-2 hover:bg-sunk hover:text-ink @5xl/shell:hidden stage:grid"
      >
        <Icon name="menu" className="size-5" />
      </button>
      <Link
        to={paths.home()}
        aria-label="Parallax, home"
        className="flex items-center gap-3 rounded-control py-1 pr-2 text-lg font-bold @5xl/shell:w-52 stage:w-auto"
      >
        <Mark />
        <span className="hidden @2xl/shell:block">Parallax</span>
      </Link>
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Control+K"
        className="flex size-10 items-center justify-center gap-4 rounded-control border-line-strong text-ink-2 hover:bg-sunk @3xl/shell:h-9 @3xl/shell:w-80 @3xl/shell:min-w-0 @3xl/shell:justify-between @3xl/shell:border @3xl/shell:px-3 stage:size-10 stage:border-0 stage:px-0 stage:justify-center"
      >
        <Icon name="search" className="size-4.5 @3xl/shell:hidden stage:block" />
        <span className="sr-only @3xl/shell:not-sr-only stage:sr-only">Search or jump to…</span>
        <span className="hidden @3xl/shell:block stage:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <div className="ml-auto flex min-w-0 items-center gap-1 @4xl/shell:gap-3">
        <PersonaSwitch />
        <MorePersonas />
        <button
          type="button"
          aria-pressed={stage !== null}
          aria-keyshortcuts="s"
          title="Larger, for a room"
          onClick={toggleStage}
          className="hidden min-h-9 items-center gap-2 rounded-control border border-line-strong px-3 font-bold hover:bg-sunk aria-pressed:bg-sunk @3xl/shell:flex stage:flex"
        >
          Stage <Kbd>s</Kbd>
        </button>
        <OperatorMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  )
}
