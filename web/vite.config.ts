import { defineConfig } from "vite";

const server = process.env.CLEW_URL ?? "http://127.0.0.1:5757";

export default defineConfig({
  build: {
    outDir: "target/classes/web",
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // TanStack marks its modules "use client", which means nothing outside of a React server.
      onLog: (level, log, report) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
  // The server checks Origin and Host, so the proxy speaks in the server's own name.
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } },
  },
});
