import { lazy, Suspense, useEffect, useState } from 'react'
import { Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router'

import { followEvents } from '../api/events.ts'
import { useOpenAsks } from '../mcp/useOpenAsks.ts'
import { pageAt } from '../paths.ts'
import { SignedOutDialog } from '../session/SignedOutDialog.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Announcer } from './Announcer.tsx'
import { Rail } from './Rail.tsx'
import { StatusStrip } from './StatusStrip.tsx'
import { TopBar } from './TopBar.tsx'
import { useKeyboard } from './useKeyboard.ts'
import { useShellCommands, type Overlay } from './useShellCommands.ts'
import { useWireAddress } from './useWireAddress.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./CommandPalette.tsx')).CommandPalette,
}))
const Menu = lazy(async () => ({ default: (await import('./Menu.tsx')).Menu }))
const AskStrip = lazy(async () => ({ default: (await import('../mcp/AskStrip.tsx')).AskStrip }))
const ShortcutSheet = lazy(async () => ({
  default: (await import('./ShortcutSheet.tsx')).ShortcutSheet,
}))
const WireDrawer = lazy(async () => ({
  default: (await import('../wire/WireDrawer.tsx')).WireDrawer,
}))

/** The frame around every page of a signed-in operator. */
export function Layout() {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const wire = useWireAddress()
  const { pathname } = useLocation()
  const asks = useOpenAsks()
  const close = () => setOverlay(null)
  useKeyboard()
  useShellCommands({ show: setOverlay, wireOpen: wire.open, toggleWire: wire.toggle })
  useEffect(() => {
    const leaving = new AbortController()
    void followEvents(leaving.signal)
    return () => leaving.abort()
  }, [])
  return (
    <div className="@container/shell">
      <title>{`${useTitle()} · Parallax`}</title>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30 focus:rounded-control focus:bg-ink focus:px-4 focus:py-2 focus:text-paper"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh flex-col">
        <TopBar
          onMenu={() => setOverlay('menu')}
          onSearch={() => setOverlay('palette')}
          onShortcuts={() => setOverlay('shortcuts')}
        />
        <div className="flex flex-1">
          <aside
            aria-label="Navigation"
            className="sticky top-14 hidden h-[calc(100dvh-5.75rem)] w-52 shrink-0 self-start overflow-y-auto border-r border-line bg-panel p-3 @5xl/shell:block stage:hidden"
          >
            <Rail />
          </aside>
          <main
            id="main"
            tabIndex={-1}
            className="min-w-0 flex-1 p-4 outline-none @4xl/shell:px-8 @4xl/shell:py-6"
          >
            <Suspense key={pageAt(pathname)} fallback={<Skeleton className="h-10 w-64" />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
        <div className="sticky bottom-0 z-10">
          {asks.length > 0 ? (
            <Suspense>
              <AskStrip asks={asks} />
            </Suspense>
          ) : null}
          {wire.open ? (
            <Suspense fallback={<div className="h-[45dvh] border-t border-line-strong bg-paper" />}>
              <WireDrawer
                selected={wire.exchange}
                onSelect={wire.select}
                onClose={() => wire.toggle(false)}
              />
            </Suspense>
          ) : null}
          <StatusStrip open={wire.open} onToggle={() => wire.toggle(!wire.open)} />
        </div>
      </div>
      {overlay === 'menu' ? (
        <Suspense>
          <Menu onClose={close} />
        </Suspense>
      ) : null}
      {overlay === 'shortcuts' ? (
        <Suspense>
          <ShortcutSheet onClose={close} />
        </Suspense>
      ) : null}
      {overlay === 'palette' ? (
        <Suspense>
          <CommandPalette onClose={close} />
        </Suspense>
      ) : null}
      <SignedOutDialog />
      <Announcer />
      <ScrollRestoration getKey={(location) => location.pathname} />
    </div>
  )
}

/** The innermost route that has a title names the tab. */
function useTitle(): string {
  const titles = useMatches().map(({ handle }) =>
    typeof handle === 'object' && handle && 'title' in handle ? String(handle.title) : '',
  )
  return titles.findLast(Boolean) ?? 'Console'
}
