import { createHash, type Hash } from "node:crypto";
import { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { dockerClient } from "./client.ts";
import { type Compressor, compressor, type Method } from "./compressor.ts";
import { type Contents, readContents } from "./contents.ts";
import { answerOf } from "./engine-lost.ts";
import { type FileEntry, readTar } from "./files.ts";
import { needlesIn } from "./needles.ts";

/** One layer of an image, from the base up. */
export interface Layer {
  /** sha256:… of its tar archive: what two images share has one id. */
  readonly id: string;
  readonly files: readonly FileEntry[];
  /** Paths that it hides from the layers below. */
  readonly whiteouts: readonly string[];
  /** Bytes of its files. */
  readonly size: number;
  /** Bytes as a registry would keep it, where that was asked for. */
  readonly compressed?: number;
  /** Files that hold what was looked for. */
  readonly found: readonly { readonly path: string; readonly needle: string }[];
  /** What its files hold, by path. */
  readonly contents: ReadonlyMap<string, Contents>;
}

export interface ReadLayers {
  /** Texts to look for in every file. */
  needles?: readonly string[];
  /** Compress each layer to see what it takes in a registry. */
  compress?: Method | undefined;
  /** Files whose text is wanted. */
  keep?: (path: string) => boolean;
}

/** Bytes of text that are kept of a file, and of an image, which may hold anything. */
const MOST_TEXT = { file: 1_000_000, image: 50_000_000 };

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
const JSON_BEGINS = 0x7b;

interface ReadLayer extends Omit<ReadLayers, "keep"> {
  keep: (entry: FileEntry) => boolean;
}

/**
 * By method and name in the archive, which engines make from the bytes: images share their base's
 * layers.
 */
const compressedSizes = new Map<string, number>();

/** Reads an image's layers as docker save gives them; nothing in the image has to run. */
export async function readLayers(image: string, options: ReadLayers = {}): Promise<Layer[]> {
  const client = await dockerClient();
  const archive = await answerOf(client.getImage(image).get());
  let room = MOST_TEXT.image;
  const keep = ({ path, size }: FileEntry): boolean => {
    if (!options.keep?.(path) || size > Math.min(room, MOST_TEXT.file)) return false;
    room -= size;
    return true;
  };
  const layers = new Map<string, Layer>();
  const links = new Map<string, string>();
  let manifest = "";
  await readTar(archive, async ({ path, type, linkname }, content) => {
    if (type === "symlink" && linkname) links.set(path, resolved(path, linkname));
    if (path === "manifest.json") manifest = await textOf(content);
    else if (type === "file" && isLayer(path)) {
      const { compress } = options;
      const key = `${compress} ${path}`;
      const known = compress && compressedSizes.get(key);
      const layer = await readLayer(content, {
        ...options,
        keep,
        compress: known === undefined ? compress : undefined,
      });
      const compressed = known ?? layer?.compressed;
      if (compressed !== undefined) compressedSizes.set(key, compressed);
      if (layer) layers.set(path, { ...layer, ...(compressed !== undefined && { compressed }) });
    } else await textOf(content);
  });
  const [{ Layers = [] } = {}] = JSON.parse(manifest) as { Layers?: string[] }[];
  return Layers.map((name) => {
    const layer = layers.get(links.get(name) ?? name);
    if (!layer) throw new Error(`docker save of ${image} has no layer ${name}.`);
    return layer;
  });
}

/** Engines write a folder with layer.tar for each layer, newer ones blobs of an OCI layout. */
function isLayer(path: string): boolean {
  return path.endsWith("/layer.tar") || path.startsWith("blobs/sha256/");
}

function resolved(path: string, linkname: string): string {
  return new URL(linkname, `file:///${path}`).pathname.slice(1);
}

/** Undefined for what is no archive: newer engines keep JSON beside the layers. */
async function readLayer(
  content: AsyncIterable<Buffer>,
  { needles = [], compress, keep }: ReadLayer,
): Promise<Layer | undefined> {
  const chunks = content[Symbol.asyncIterator]();
  const { value: first } = await chunks.next();
  const rest = () => chunks.next().then(({ done, value }) => (done ? undefined : value));
  const whole = Readable.from(joined(first ?? Buffer.alloc(0), rest), { objectMode: false });
  if (first?.[0] === JSON_BEGINS) {
    for await (const _ of whole);
    return undefined;
  }
  const isGzip = first?.[0] === 0x1f && first[1] === 0x8b;
  const hash = createHash("sha256");
  const size = compress && compressor(compress);
  const found: { path: string; needle: string }[] = [];
  const tar = Readable.from(seen(isGzip ? whole.pipe(createGunzip()) : whole, hash, size), {
    objectMode: false,
  });
  const contents = new Map<string, Contents>();
  const entries = await readTar(tar, async (entry, file) => {
    const { path } = entry;
    const bytes = readContents(path, file, {
      keep: keep(entry),
      done: (each) => entry.type === "file" && contents.set(path, each),
    });
    for (const needle of await needlesIn(bytes, needles)) found.push({ path, needle });
  });
  const compressed = await size?.end();
  const id = `sha256:${hash.digest("hex")}`;
  return {
    id,
    found,
    contents,
    ...sorted(entries),
    ...(compressed !== undefined && { compressed }),
  };
}

async function* joined(first: Buffer, rest: () => Promise<Buffer | undefined>) {
  for (let chunk: Buffer | undefined = first; chunk; chunk = await rest()) yield chunk;
}

async function* seen(chunks: AsyncIterable<Buffer>, hash: Hash, size: Compressor | undefined) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    await size?.add(chunk);
    yield chunk;
  }
}

function sorted(entries: readonly FileEntry[]): Pick<Layer, "files" | "whiteouts" | "size"> {
  const isWhiteout = ({ path }: FileEntry) => nameOf(path).startsWith(WHITEOUT);
  const files = entries.filter((entry) => !isWhiteout(entry));
  const whiteouts = entries.filter(isWhiteout).map(({ path }) => {
    const folder = path.slice(0, path.length - nameOf(path).length);
    return nameOf(path) === OPAQUE
      ? `${folder}*`
      : `${folder}${nameOf(path).slice(WHITEOUT.length)}`;
  });
  return { files, whiteouts, size: files.reduce((sum, { size }) => sum + size, 0) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
