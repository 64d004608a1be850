FROM node:24-bookworm-slim
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY shared/package.json shared/
COPY ${APP}/package.json ${APP}/
RUN npm ci --omit=dev --omit=optional --workspace "${APP}"
COPY . .
WORKDIR /app/${APP}
CMD ["node", "src/server.ts"]
