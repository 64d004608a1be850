FROM node:24-bookworm-slim AS dependencies
ARG APP=solutions/01-api
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY shared/package.json shared/
COPY ${APP}/package.json ${APP}/
RUN npm ci --omit=dev --omit=optional --workspace "${APP}"
RUN node -e 'const { readdirSync, rmSync } = require("node:fs"); \
      const root = "node_modules/onnxruntime-node/bin/napi-v6"; \
      for (const system of readdirSync(root)) for (const cpu of readdirSync(`${root}/${system}`)) \
        if (system !== process.platform || cpu !== process.arch) rmSync(`${root}/${system}/${cpu}`, { recursive: true });'
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \
      -o -name '*.md' -o -name '*.tsbuildinfo' \) -delete
RUN find node_modules -mindepth 2 -type d \( -name test -o -name tests -o -name __tests__ -o -name docs -o -name examples \
      -o -name 'benchmark*' -o -name coverage \) -prune -exec rm -r {} + \
 && find node_modules -type f \( -name '*.ts' -o -name '*.cts' -o -name '*.mts' \) -delete \
 && rm node_modules/swagger-ui-dist/swagger-ui-es-bundle* node_modules/redoc/bundles/redoc.*lib.js*

FROM debian:bookworm-slim
COPY --from=dependencies /usr/local/bin/node /usr/local/bin/
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY models/registry.json models/
COPY models/releases models/releases
COPY models/feature-store models/feature-store
COPY package.json ./
COPY shared shared
COPY ${APP} ${APP}
WORKDIR /app/${APP}
CMD ["node", "src/server.ts"]
