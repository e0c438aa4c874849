import './app/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'

import { queryClient } from './api/queryClient.ts'
import { place } from './app/place.ts'
import { router } from './app/routes.tsx'
import { ToastProvider } from './ui/toast.tsx'

router.subscribe(({ navigation, location }) => place.set(navigation.location ?? location))

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  </StrictMode>,
)
