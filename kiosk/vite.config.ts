import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'

export default defineConfig({
  base: '/kiosk/',
  build: {
    target: 'es2024',
    // The gateway's CSP allows no data: fonts, and small files are precached anyway.
    assetsInlineLimit: 0,
    // jsPDF would load these for HTML and SVG, which no ticket has; without this they are precached, 380 kB of them.
    rolldownOptions: { external: ['canvg', 'dompurify', 'html2canvas'] },
  },
  plugins: [
    solid(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      includeManifestIcons: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,svg,png}'] },
      manifest: {
        id: '/kiosk/',
        name: 'Totem – Autoatendimento',
        short_name: 'Totem',
        description: 'Compre sua sessão de recuperação e pague com Pix.',
        lang: 'pt-BR',
        start_url: '/kiosk/',
        scope: '/kiosk/',
        display: 'fullscreen',
        background_color: '#f1f5f4',
        theme_color: '#f1f5f4',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          {
            src: 'icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
        ],
      },
    }),
  ],
})
