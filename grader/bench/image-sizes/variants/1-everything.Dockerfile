FROM node:24-bookworm-slim
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY . .
RUN npm ci
WORKDIR /app/${APP}
CMD ["npm", "start"]
