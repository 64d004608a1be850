import type { Command } from "../command-line/command.ts";

/** Every verb. Each is loaded when it is asked for, so that `list` needs no engine. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  list: {
    usage: "list",
    summary: "the released versions, their aliases and scores",
    run: async (argv, terminal) => (await import("./list.ts")).list(argv, terminal),
  },
  show: {
    usage: "show V",
    summary: "all that is known of a release",
    run: async (argv, terminal) => (await import("./show.ts")).show(argv, terminal),
  },
  verify: {
    usage: "verify [V]",
    summary: "check files, golden answers and the conversion",
    run: async (argv, terminal) => (await import("./verify.ts")).verify(argv, terminal),
  },
  compare: {
    usage: "compare A B",
    summary: "is B worse than A?",
    run: async (argv, terminal) => (await import("./compare.ts")).compare(argv, terminal),
  },
  promote: {
    usage: "promote V --as ALIAS",
    summary: "let an alias stand for a version that is not worse",
    run: async (argv, terminal) => (await import("./promote.ts")).promote(argv, terminal),
  },
  rollback: {
    usage: "rollback ALIAS",
    summary: "let an alias stand for the version before",
    run: async (argv, terminal) => (await import("./rollback.ts")).rollback(argv, terminal),
  },
  convert: {
    usage: "convert FILE",
    summary: "a LightGBM model.txt to ONNX",
    run: async (argv, terminal) => (await import("./convert.ts")).convert(argv, terminal),
  },
  release: {
    usage: "release FILE --version V",
    summary: "a release of your own model.txt, ready to serve",
    run: async (argv, terminal) => (await import("./release.ts")).release(argv, terminal),
  },
  train: {
    usage: "train",
    summary: "train a version on your copy of MovieLens 100k (Python)",
    run: async (argv, terminal) => (await import("../train/index.ts")).train(argv, terminal),
  },
  snapshot: {
    usage: "snapshot",
    summary: "make the feature store's snapshot",
    run: async (argv, terminal) => (await import("../snapshot/index.ts")).snapshot(argv, terminal),
  },
  data: {
    usage: "data",
    summary: "where to get MovieLens 100k, and checking it",
    run: async (argv, terminal) => (await import("../data/index.ts")).data(argv, terminal),
  },
};
