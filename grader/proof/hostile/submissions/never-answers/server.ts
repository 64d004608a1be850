import net from "node:net";

// Takes every connection and says nothing.
net
  .createServer((socket) => socket.on("error", () => {}).resume())
  .listen(Number(process.env.PORT), "127.0.0.1");
