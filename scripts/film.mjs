// npm run film: the opening demonstration as a newcomer meets it, at 0, 2, 5, 10 and 15 s, into docs/images. What happens between the
// pictures is what the page says to do: its glowing control is moved.
import { runnerImport } from "vite";

const { module: film } = await runnerImport("./bench/film.ts");
const { module: web } = await runnerImport("./tests/web/browser.ts");

const [browser, server] = await Promise.all([web.launch(), web.servePage()]);
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: "dark",
  });
  await page.goto(server.url);
  for (const { file, says } of await film.record(page, "docs/images")) {
    console.log(`${file}  ${says}`);
  }
} finally {
  await browser.close();
  await server.close();
}
