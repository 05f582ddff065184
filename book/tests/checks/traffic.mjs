// Nothing is loaded from elsewhere, and the browser has nothing to complain about.

export const name = 'nothing comes from elsewhere, and nothing goes wrong';

export const views = [{}, { via: 'file' }, { scripts: false }];

export async function faults(page, { requests, complaints }, home) {
  await page.waitForLoadState('networkidle');
  const foreign = requests.filter((url) => !url.startsWith(home) && !/^(data|blob):/.test(url));
  return [...foreign.map((url) => `asks for ${url}`), ...complaints];
}

export const faulty = [
  { html: '<img alt="" src="http://127.0.0.2:9/x.png">', found: /^asks for http:\/\/127.0.0.2/ },
  { html: '<script>console.error("oh")</script>', found: /^oh$/ },
  { html: '<script>throw new Error("oh")</script>', found: /^uncaught Error: oh$/ },
  { html: '<img alt="" src="missing.png">', found: /missing.png answers 404/ },
];
