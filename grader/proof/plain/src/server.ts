import { once } from "node:events";
import { createServer } from "./http/connection.ts";
import { createListener } from "./http/router.ts";
import { stopOnSignal } from "./http/stop.ts";
import { Loading } from "./model/loading.ts";
import { RequestMetrics } from "./operations/metrics.ts";
import { createRoutes } from "./routes.ts";
import { readSettings } from "./settings.ts";

const settings = readSettings(process.env);
const loading = new Loading();
const metrics = new RequestMetrics();
const routes = createRoutes({ loading, metrics, stopping: () => stopping });
const listener = createListener(routes, (...answered) => metrics.observe(...answered));
const server = createServer(listener, settings.requestTimeoutMs);
const stopping = stopOnSignal(server);

server.listen(settings.port, settings.host);
await once(server, "listening");
process.stdout.write(`listening on http://${settings.host}:${settings.port}\n`);
await loading.start(settings);
