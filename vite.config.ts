import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

import { getRequestListener } from '@hono/node-server'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Tells the browser of both fonts in the first answer, so that no text is painted twice. */
const preloadFonts: Plugin = {
  name: 'preload-fonts',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          attrs: {
            rel: 'preload',
            as: 'font',
            type: 'font/woff2',
            href: `/${file}`,
            crossorigin: '',
          },
          injectTo: 'head-prepend',
        })),
  },
}

/**
 * While developing, the BFF answers on Vite's own port, and a change to its routes shows in the next
 * request. What it holds open (store, pools, sign-ins) is made once; a change there wants a restart.
 */
const bff: Plugin = {
  name: 'bff',
  apply: 'serve',
  async configureServer(server) {
    const load = (file: string) => server.ssrLoadModule(join(import.meta.dirname, 'bff', file))
    const secrets = (await load('config/secrets.ts')).createSecrets(process.env)
    const { config } = (await load('config/load.ts')).loadConfig(process.env, secrets)
    const log = (await load('observe/log.ts')).createLog(process.env['PARALLAX_LOG'] || 'warn')
    const parts = { config, secrets, log, clock: Date.now, closing: new AbortController().signal }
    const { services } = (await load('services.ts')).createServices(parts)
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      try {
        const { createApp } = await load('app.ts')
        await getRequestListener(createApp(services, '').app.fetch)(request, response)
      } catch (error) {
        // A file that does not compile yet: say so and wait for the next change.
        console.error(error)
        response.writeHead(500).end()
      }
    }
    server.middlewares.use((request, response, next) => {
      const own = /^\/(bff\/|healthz|readyz|metrics)/.test(request.url ?? '')
      if (own) void answer(request, response)
      else next()
    })
    console.info(`Open ${config.publicOrigin}`)
  },
}

/** Inlined assets and the module preload polyfill would break the strict Content-Security-Policy. */
export default defineConfig({
  root: 'web',
  publicDir: '../public',
  plugins: [react(), tailwind(), preloadFonts, bff],
  resolve: {
    // Two libraries bring large parts that this console never renders; each stand-in says why.
    alias: {
      '@radix-ui/react-dialog': join(import.meta.dirname, 'web/app/noDialog.ts'),
      'markdown-to-jsx/react': join(import.meta.dirname, 'web/tools/form/plainMarkdown.ts'),
    },
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env['PARALLAX_PORT'] ?? 8787),
    strictPort: true,
    // No watcher for what is not the console: the store changes with every request.
    watch: { ignored: ['**/data/**', '**/dist/**'] },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: ['chrome123', 'edge123', 'firefox135', 'safari18.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    sourcemap: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs is one file, so that the first page waits for few requests …
            { name: 'app', tags: ['$initial'], priority: 2 },
            // … what both pages of conversations are made of is loaded with them alone …
            {
              name: 'chat',
              test: /\/web\/chat\//,
              minShareCount: 2,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // … as is what answers are made of: tools can be listed without it …
            {
              name: 'answers',
              test: /\/web\/(tools\/(AnswerHead|Verbatim|PersonaChoice|Why|ArgumentsEditor|useArgumentsText|useInSight|answerText|useSchemaCheck)|mcp\/(argumentsText|jsonError|dryArguments|callAll)|ui\/VerdictBadge|api\/stream)\./,
              minShareCount: 2,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // … what evaluates rules is as large as a page, and only for pages that show them …
            {
              name: 'policy',
              test: /\/web\/policy\/(?!re2)|\/cel-js\//,
              minShareCount: 2,
              priority: 1,
              includeDependenciesRecursively: false,
            },
            // … and what some pages share is a file for those pages, not one for each small module.
            {
              name: 'shared',
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 5_000,
            },
          ],
        },
      },
    },
  },
})
