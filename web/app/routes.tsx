import { createBrowserRouter, Outlet, type RouteObject } from 'react-router'

import { Skeleton } from '../ui/Skeleton.tsx'
import { BareErrorPage, ErrorPage } from './ErrorPage.tsx'
import { Layout } from './Layout.tsx'
import { requireSession } from './requireSession.ts'

/** The pages inside the frame. Their errors stay inside it too, so that the way out stays in sight. */
const pages: RouteObject[] = [
  { index: true, handle: { title: 'Home' }, lazy: () => import('./HomePage.tsx') },
  { path: 'tools', handle: { title: 'Tools' }, lazy: () => import('../tools/ToolsPage.tsx') },
  {
    path: 'tools/compare',
    handle: { title: 'Compare' },
    lazy: () => import('../tools/ComparePage.tsx'),
  },
  {
    path: 'catalog',
    handle: { title: 'Catalog' },
    lazy: () => import('../catalog/CatalogPage.tsx'),
  },
  {
    path: 'catalog/apply',
    handle: { title: 'Apply YAML' },
    lazy: () => import('../catalog/ApplyPage.tsx'),
  },
  {
    path: 'catalog/:kind/:name',
    handle: { title: 'Catalog' },
    lazy: () => import('../catalog/RecordPage.tsx'),
  },
  {
    path: 'instances',
    handle: { title: 'Instances' },
    lazy: () => import('../instances/InstancesPage.tsx'),
  },
  {
    path: 'instances/:name',
    handle: { title: 'Instance' },
    lazy: () => import('../instances/InstancePage.tsx'),
  },
  {
    path: 'instances/:name/chat/:conversation?',
    handle: { title: 'Chat' },
    lazy: () => import('../chat/ChatPage.tsx'),
  },
  {
    path: 'chat/compare',
    handle: { title: 'Compare answers' },
    lazy: () => import('../chat/compare/ComparePage.tsx'),
  },
  {
    path: 'runtimes',
    handle: { title: 'Runtimes' },
    lazy: () => import('../runtimes/RuntimesPage.tsx'),
  },
  {
    path: 'runtimes/new',
    handle: { title: 'Add runtime' },
    lazy: () => import('../runtimes/NewRuntimePage.tsx'),
  },
  {
    path: 'runtimes/:name',
    handle: { title: 'Runtime' },
    lazy: () => import('../runtimes/RuntimePage.tsx'),
  },
  {
    path: 'gateways',
    handle: { title: 'Gateways' },
    lazy: () => import('../gateways/GatewaysPage.tsx'),
  },
  {
    path: 'gateways/:id',
    handle: { title: 'Gateway' },
    lazy: () => import('../gateways/GatewayPage.tsx'),
  },
  {
    path: 'gateways/:id/policy',
    handle: { title: 'Policy bench' },
    lazy: () => import('../gateways/policy/PolicyPage.tsx'),
  },
  { path: 'audit', handle: { title: 'Audit' }, lazy: () => import('../audit/AuditPage.tsx') },
  { path: 'wire', handle: { title: 'Wire' }, lazy: () => import('../wire/WirePage.tsx') },
  {
    path: 'signins',
    handle: { title: 'Your sign-ins' },
    lazy: () => import('../session/SignInsPage.tsx'),
  },
  { path: '*', handle: { title: 'No such page' }, loader: notFound, element: null },
]

function notFound(): never {
  throw new Response('', { status: 404 })
}

/** Each page is loaded when it is first wanted; the frame is there at once. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: BareErrorPage,
    HydrateFallback: () => <Skeleton className="m-8 h-10 w-64" />,
    element: <Outlet />,
    children: [
      { path: 'sign-in', lazy: () => import('../session/SignInPage.tsx') },
      { path: 'auth/popup', lazy: () => import('../session/AuthReturn.tsx') },
      {
        Component: Layout,
        // Not a loader: those run side by side, and a page would ask before it is known who asks.
        middleware: [requireSession],
        children: [{ ErrorBoundary: ErrorPage, element: <Outlet />, children: pages }],
      },
    ],
  },
])
