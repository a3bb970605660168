// Builds the pages for Maven: installs what package-lock.json names, then bundles. Each step is left
// out when nothing that it reads has changed since it last succeeded, so a second build takes no time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What a browser loads for the first page and for lineage, packed: a page opens fast everywhere. */
const PACKED_BYTES_MAX = 150_000;

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const openapi = join(web, "../protocols/clew/src/main/resources/openapi/clew.json");
const output = join(web, "target/classes/web/index.html");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The web pages are built with Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

if (process.argv.includes("--test")) {
  run("npm", ["test"]);
} else {
  step("node_modules/.clew-stamp", ["package-lock.json"], "node_modules", () => run("npm", ["ci"]));
  const sources = ["src", "public", "index.html", "package-lock.json", "package.json"];
  const settings = ["tsconfig.json", "vite.config.ts", "scripts", openapi];
  step("target/web.stamp", [...sources, ...settings], output, () => {
    run("npm", ["run", "build"]);
    weigh();
  });
}

function weigh() {
  const packed = filesOf(dirname(output)).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  if (packed > PACKED_BYTES_MAX) {
    console.error(`The pages weigh ${packed} bytes packed; at most ${PACKED_BYTES_MAX} are allowed.`);
    process.exit(1);
  }
}

function step(stampName, inputs, product, work) {
  const stamp = join(web, stampName);
  const digest = digestOf(inputs);
  const upToDate =
    existsSync(join(web, stampName)) &&
    existsSync(product.startsWith("/") ? product : join(web, product)) &&
    readFileSync(stamp, "utf8") === digest;
  if (upToDate) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    const path = input.startsWith("/") ? input : join(web, input);
    for (const file of filesOf(path)) hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== "generated")
    .flatMap((name) => filesOf(join(path, name)));
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: web, stdio: "inherit" });
  if (error !== undefined) {
    console.error(`${command} cannot be started (${error.message}): install npm beside Node.js.`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
}
