# syntax=docker/dockerfile:1

# One image for the gateway and the Pix simulator: same code, other command.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /totem
COPY package.json package-lock.json .npmrc ./
COPY shared-schema/package.json shared-schema/
COPY printer/package.json printer/
COPY couchdb/package.json couchdb/
COPY sync-server/package.json sync-server/
COPY kiosk/package.json kiosk/
COPY operator/package.json operator/
COPY pix-simulator/package.json pix-simulator/
COPY ui/package.json ui/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

FROM manifests AS apps
# The image has its own Node 24, so no install script needs to run.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json ./
COPY shared-schema shared-schema
COPY printer printer
COPY ui ui
COPY kiosk kiosk
COPY operator operator
RUN npm exec --workspace kiosk -- vite build && npm exec --workspace operator -- vite build \
    && npm exec --workspace operator -- vite build --config vite.panel.config.ts

FROM manifests AS runtime-dependencies
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev \
    --workspace sync-server --workspace pix-simulator --include-workspace-root=false

FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production \
    GATEWAY_HOST=0.0.0.0 \
    GATEWAY_PORT=8080 \
    PIX_SIMULATOR_HOST=0.0.0.0 \
    HEALTH_URL=http://127.0.0.1:8080/healthz
WORKDIR /totem
COPY --from=runtime-dependencies /totem ./
COPY deploy/healthcheck.mjs deploy/
COPY shared-schema shared-schema
COPY printer printer
COPY couchdb couchdb
COPY sync-server sync-server
COPY pix-simulator pix-simulator
COPY --from=apps /totem/kiosk/dist kiosk/dist
COPY --from=apps /totem/operator/dist operator/dist
RUN install -d -o node -g node data
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "deploy/healthcheck.mjs"]
CMD ["node", "--max-semi-space-size=4", "sync-server/src/main.ts"]
