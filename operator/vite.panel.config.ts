import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'

const base = '/panel/'

/** The TV panel is an app of its own: its scope, its worker, its identity. It is built after the tablet's, into its folder. */
export default defineConfig({
  root: fileURLToPath(new URL('./panel', import.meta.url)),
  base,
  build: { outDir: '../dist/panel', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  plugins: [
    solid(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '../src/panel',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      // Otherwise the icons stand in the precache twice.
      includeManifestIcons: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,woff2}'] },
      manifest: {
        id: base,
        name: 'Totem – painel',
        short_name: 'Painel',
        description: 'Senhas chamadas, com aparelho e espera.',
        lang: 'pt-BR',
        start_url: base,
        scope: base,
        display: 'fullscreen',
        orientation: 'landscape',
        background_color: '#0a1b1f',
        theme_color: '#0a1b1f',
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
        ],
      },
    }),
  ],
})
