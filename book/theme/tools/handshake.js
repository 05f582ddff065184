// The handshake calculator: from a Sec-WebSocket-Key to the Sec-WebSocket-Accept, or why there is none.
(() => {
  "use strict";
  const { html, rule, hex, count, named, sha1, base64, start } = protocolTools;

  const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** A field's value: the blanks around it belong to HTTP. */
  const trimmed = (value) => value.replace(/^[ \t]+|[ \t]+$/g, "");

  const hash = (key) => sha1(new TextEncoder().encode(key + GUID));

  /** Which rule keeps a text from being base64 (RFC 4648), or nothing. */
  function base64Fault(text) {
    const letters = text.replace(/=+$/, "");
    const padding = text.length - letters.length;
    const chars = [...letters];
    const stranger = chars.findIndex((char) => !ALPHABET.includes(char));
    if (stranger >= 0) {
      const what = `${named(chars[stranger])}, character ${stranger + 1}, is not in base64's alphabet`;
      return { what, rules: [[4648, "§3.3"]] };
    }
    if (padding > 2 || text.length % 4 !== 0) {
      const what = `base64 is padded with “=” to groups of four, and this has ${count(text.length, "character")}, ${padding} of them padding`;
      return { what, rules: [[4648, "§3.2"], [4648, "§4"]] };
    }
    const unused = ALPHABET.indexOf(chars.at(-1)) & [0, 0b11, 0b1111][padding];
    if (unused !== 0) {
      const what = `the last letter, “${chars.at(-1)}”, sets bits that belong to no byte; a decoder may refuse that, and this lesson's does`;
      return { what, rules: [[4648, "§3.5"]] };
    }
    return undefined;
  }

  const decoded = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  /** Why a server refuses a key: `what` and the `rules`. Nothing for a key that it takes. */
  function keyFault(key) {
    const asked = [6455, "§4.1 item 7"];
    if (key === "") return { what: "there is no key", rules: [asked] };
    const fault = base64Fault(key);
    if (fault) return fault;
    const { length } = decoded(key);
    if (length === 16) return undefined;
    return { what: `it is the base64 of ${count(length, "byte")}, not of 16`, rules: [[6455, "§4.2.1 item 5"], asked] };
  }

  /** What this value of the field comes to: `fault`, or `nonce` and `accept`; and the sum in any case. */
  function handshake(value) {
    const key = trimmed(value);
    const fault = keyFault(key);
    const digest = hash(key);
    const sum = { key, input: key + GUID, digest: hex(digest, "") };
    return fault ? { ...sum, fault } : { ...sum, nonce: decoded(key), accept: base64(digest) };
  }

  const cited = (rules) => rules.map(([rfc, section], index) => html`${index ? ", " : ""}${rule(rfc, section)}`);

  function nonceRow(nonce) {
    if (!nonce) return "none";
    const text = String.fromCharCode(...nonce);
    const readable = /^[ -~]*$/.test(text) ? html` (“${text}”)` : "";
    return html`<code>${hex(nonce)}</code>${readable}; it is not what is hashed`;
  }

  /** The sum as a table. The lesson's own example is this, word by word; a test holds the two together. */
  function result({ key, nonce, digest, accept }) {
    const answer = accept ? html`<code>${accept}</code>` : "none: the answer is a 400, or another error";
    const rows = [
      ["Key, as it came", html`<code>${key}</code>`],
      ["The nonce in it", nonceRow(nonce)],
      ["Key and GUID", html`<code>${key}<wbr><mark>${GUID}</mark></code>`],
      ["Their SHA-1", html`<code>${digest}</code>`],
      ["In base64, the Accept", answer],
    ];
    return html`<table>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</table>`;
  }

  function verdict({ fault }) {
    if (!fault) return html`<strong>Accepted:</strong> the base64 of 16 bytes (${cited([[6455, "§4.2.1 item 5"]])}).`;
    return html`<strong>Refused:</strong> ${fault.what} (${cited(fault.rules)}).`;
  }

  function view({ key }) {
    const sum = handshake(key);
    return { state: sum.fault ? "wrong" : "right", verdict: verdict(sum), result: result(sum) };
  }

  const controls = html`<label class="wide">Sec-WebSocket-Key <input type="text" name="key" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
<button type="button" name="draw">Draw a new key</button>`;

  const example = (label, key) => ({ label, values: { key } });
  const examples = [
    example("the RFC's own key (§1.3)", "dGhlIHNhbXBsZSBub25jZQ=="),
    example("bytes 1 to 16 (§4.1)", "AQIDBAUGBwgJCgsMDQ4PEA=="),
    example("the same, with the RFC's misprint", "AQIDBAUGBwgJCgsMDQ4PEC=="),
    example("17 bytes", "bXktd2Vic29ja2V0LWtleSE="),
    example("no padding", "dGhlIHNhbXBsZSBub25jZQ"),
    example("the alphabet of URLs", "-_-_-_-_-_-_-_-_-_-_-w=="),
    example("a blank in it", "dGhlIHNhbXBs ZSBub25jZQ=="),
  ];

  const draw = () => ({ key: base64(crypto.getRandomValues(new Uint8Array(16))) });

  const tool = { controls, examples, actions: { draw }, view };
  Object.assign(protocolTools, { handshake: { ...tool, handshake } });
  start("handshake", tool);
})();
