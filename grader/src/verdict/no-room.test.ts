import { mkdtemp } from "node:fs/promises";
import { expect, it } from "vitest";
import { noRoom } from "./no-room.ts";

it("tells a full disk, with the file it was about", () => {
  const error = Object.assign(new Error("ENOSPC: no space left on device"), {
    code: "ENOSPC",
    syscall: "copyfile",
    path: "from",
    dest: "/small/to",
  });
  expect(noRoom(error)?.message).toBe("no room is left on the disk of /small/to (ENOSPC)");
});

it("tells that temporary folders cannot be made", async () => {
  const error: unknown = await mkdtemp("/nowhere/at/all-").catch((each: unknown) => each);
  expect(noRoom(error)?.message).toMatch(/^no temporary folder can be made in .* \(ENOENT\)$/);
});

it("leaves other errors to others", () => {
  expect(
    noRoom(Object.assign(new Error("x"), { code: "ENOENT", syscall: "open" })),
  ).toBeUndefined();
  expect(noRoom(new TypeError("x"))).toBeUndefined();
});
