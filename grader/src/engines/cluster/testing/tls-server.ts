import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import https from "node:https";
import path from "node:path";

/**
 * A server with a certificate of its own, valid for so many days, which answers 401 as an API server
 * does to strangers. Its files are written to a folder.
 */
export async function tlsServer(folder: string, days: number) {
  const at = (name: string) => path.join(folder, `${name}${days}.pem`);
  const [key, certificate, request, names] = ["key", "certificate", "request", "names"].map(at) as [
    string,
    string,
    string,
    string,
  ];
  await writeFile(names, "subjectAltName=IP:127.0.0.1");
  const openssl = (...words: string[]) => execFileSync("openssl", words, { stdio: "ignore" });
  openssl("genrsa", "-out", key, "2048");
  openssl("req", "-new", "-key", key, "-subj", "/CN=one", "-out", request);
  const dated = ["-days", String(days), "-extfile", names, "-out", certificate];
  openssl("x509", "-req", "-in", request, "-signkey", key, ...dated);
  const options = { key: await readFile(key), cert: await readFile(certificate) };
  const server = https.createServer(options, (_request, answer) => {
    answer.writeHead(401).end('{"kind":"Status","message":"Unauthorized"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, key, certificate };
}
