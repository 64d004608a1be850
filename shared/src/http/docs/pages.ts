import { CATALOGUE, ERROR_CODES } from "../../errors/index.ts";

function html(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

/** Swagger UI over /openapi.json. */
export const swaggerPage = {
  html: html(
    "Prediction API · Swagger UI",
    '<link rel="stylesheet" href="/docs/swagger-ui.css">',
    '<div id="docs"></div>\n<script src="/docs/swagger-ui-bundle.js"></script>\n<script src="/docs/start.js"></script>',
  ),
  script:
    'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });\n',
};

/** ReDoc over /openapi.json. */
export const redocPage = {
  html: html(
    "Prediction API · ReDoc",
    "",
    '<div id="docs"></div>\n<script src="/redoc/redoc.standalone.js"></script>\n<script src="/redoc/start.js"></script>',
  ),
  script:
    'Redoc.init("/openapi.json", { hideLoading: true, disableSearch: false }, document.getElementById("docs"));\n',
};

/** The error catalogue, one anchor for each code. */
export function errorsPage(): string {
  const rows = ERROR_CODES.map((code) => {
    const { status, title, cure } = CATALOGUE[code];
    return `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}.</td><td>${cure}</td></tr>`;
  });
  return html(
    "Prediction API · Errors",
    "",
    `<h1>Errors</h1>\n<table>\n<tr><th>Code</th><th>Status</th><th>What happened</th><th>What to do</th></tr>\n${rows.join("\n")}\n</table>`,
  );
}
