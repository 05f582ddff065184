// The frame dissector: hex in, every bit by its name out.
(() => {
  "use strict";
  const { html, rule, hex, count, named, frames, CODES, textOf, utf8, start } = protocolTools;

  /** What is shown of a payload, in bytes and in characters, and of a connection, in frames. */
  const SHOWN = { bytes: 64, chars: 200, frames: 16 };

  /** What is read, in characters: a hundred thousand bytes with blanks. With more, typing would falter. */
  const READ = 300_000;

  /** Bytes from hex as people paste it: `81 05`, `8105`, `0x81, 0x05`, `\x81\x05`, `81:05`. Or what is wrong with it. */
  function parseHex(text) {
    const blank = (match) => " ".repeat(match.length);
    const digits = text.replace(/0x|\\x/gi, blank).replace(/[\s,:;]/g, " ");
    const stranger = digits.search(/[^0-9a-f ]/i);
    if (stranger >= 0) {
      const char = String.fromCodePoint(digits.codePointAt(stranger));
      return { fault: `${named(char)}, character ${stranger + 1}, is no hex digit` };
    }
    const half = digits.split(/ +/).find((group) => group.length % 2 !== 0);
    if (half) return { fault: `“${half}” is not whole bytes: each takes two hex digits` };
    const pairs = digits.replaceAll(" ", "").match(/../g) ?? [];
    return { bytes: Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)) };
  }

  const bits = (number, width) => number.toString(2).padStart(width, "0");

  function code(bytes) {
    const rest = bytes.length - SHOWN.bytes;
    return html`<code>${hex(bytes.subarray(0, SHOWN.bytes))}</code>${rest > 0 ? ` and ${rest} more` : ""}`;
  }

  function quoted(text) {
    const chars = [...text];
    const rest = chars.length - SHOWN.chars;
    const shown = JSON.stringify(chars.slice(0, SHOWN.chars).join(""));
    return html`<q>${shown.slice(1, -1)}</q>${rest > 0 ? ` and ${count(rest, "more character")}` : ""}`;
  }

  /** The text that a payload is, if it is one. */
  function asText(frame) {
    if (frame.payload.length === 0) return "nothing";
    const isText = frame.message === "Text";
    const text = isText ? frame.text : textOf(utf8(), frame.payload, false);
    if (text !== undefined) return html`as text: ${quoted(text)}`;
    return isText ? "not UTF-8, which a text has to be" : "not UTF-8, so no text";
  }

  function opcodeMeans({ opcode, name, isControl }) {
    const number = `0x${opcode.toString(16)}`;
    if (!name) return `${number}, reserved`;
    return isControl ? `${number}, ${name}: a control frame` : `${number}, ${name}`;
  }

  /** Browsers offer compression, so RSV1 is what people meet in frames they have captured. */
  function reservedMeans(number, bit) {
    if (!bit) return "reserved";
    if (number > 1) return "reserved: only for an extension that was agreed on";
    return html`reserved: only for an extension that was agreed on, such as compression (${rule(7692, "§6")})`;
  }

  /** The rows of byte 0: what stands there, its name, what it says. */
  function firstByte(frame) {
    const reserved = [1, 2, 3].map((number) => {
      const bit = (frame.reserved >> (7 - number)) & 1;
      return [bit, `RSV${number}`, reservedMeans(number, bit)];
    });
    const fin = frame.fin ? "the message ends with this frame" : "the message goes on in another frame";
    return [[Number(frame.fin), "FIN", fin], ...reserved, [bits(frame.opcode, 4), "Opcode", opcodeMeans(frame)]];
  }

  function secondByte({ isMasked, short }) {
    const mask = isMasked ? "a key follows; clients mask" : "no key; servers do not mask";
    const wide = { 126: "the length is in the next 2 bytes", 127: "the length is in the next 8 bytes" }[short];
    return [
      [Number(isMasked), "MASK", mask],
      [bits(short, 7), "Length", wide ? `${short}: ${wide}` : count(short, "byte") + " of payload"],
    ];
  }

  function payloadRows(frame) {
    const { masked, payload, name } = frame;
    if (payload.length === 0 && frame.missing) return [["–", "Payload", "has not come yet"]];
    const rows = frame.key ? [[code(masked), "Payload, masked", "as it is on the wire"]] : [];
    const label = frame.key ? "Payload, unmasked" : "Payload";
    if (name !== "Close") return [...rows, [payload.length ? code(payload) : "–", label, asText(frame)]];
    if (frame.code === undefined) {
      return [...rows, [payload.length ? code(payload) : "–", label, payload.length ? "half a code" : "no code, no reason"]];
    }
    const reason = frame.reason === undefined ? "not UTF-8, which a reason has to be" : quoted(frame.reason);
    return [
      ...rows,
      [code(payload.subarray(0, 2)), "Close code", `${frame.code}, ${codeMeans(frame.code)}`],
      [payload.length > 2 ? code(payload.subarray(2)) : "–", "Reason", payload.length > 2 ? reason : "none"],
    ];
  }

  function codeMeans(number) {
    if (number >= 4000 && number <= 4999) return "for whoever likes";
    if (number >= 3000 && number <= 3999) return "for libraries and frameworks, registered";
    const name = CODES[number] ?? "which nobody has defined";
    return protocolTools.isSent(number) ? name : `${name}: never sent`;
  }

  /** The frame's rows in groups, each with the place of its bytes. */
  function groups(frame) {
    const found = [];
    let at = frame.start;
    const group = (length, rows) => {
      found.push({ from: at, to: at + length, rows });
      at += length;
    };
    group(1, firstByte(frame));
    if (frame.short === undefined) return found;
    group(1, secondByte(frame));
    if (frame.wide) group(frame.wide.length, [[code(frame.wide), "Longer length", count(frame.length, "byte") + " of payload"]]);
    if (frame.key) group(4, [[code(frame.key), "Masking key", "each byte of the payload is XORed with one of these in turn"]]);
    if (frame.payload) group(frame.payload.length, payloadRows(frame));
    return found;
  }

  function place(from, to) {
    if (to === from) return "No bytes";
    if (to - from === 1) return `Byte ${from}`;
    return `Bytes ${from} to ${to - 1}`;
  }

  function row([bytes, name, means]) {
    const value = typeof bytes === "object" ? bytes : html`<code>${bytes}</code>`;
    return html`<tr><td>${value}</td><th scope="row">${name}</th><td>${means}</td></tr>\n`;
  }

  const table = (frame, bytes) => html`<table>
<thead><tr><th scope="col">Bits or bytes</th><th scope="col">Name</th><th scope="col">What it says</th></tr></thead>
${groups(frame).map(({ from, to, rows }) => html`<tbody>
<tr><th colspan="3" scope="rowgroup">${place(from, to)}${to - from === 1 ? html`: <code>${hex([bytes[from]])}</code>` : ""}</th></tr>
${rows.map(row)}</tbody>
`)}</table>`;

  function broken({ section, says }) {
    const doubt = section === "§5.4" && says.startsWith("continuation") ? ", unless its message began before these bytes" : "";
    return html`${says} (${rule(6455, section)})${doubt}`;
  }

  function refusal({ violations, end }, total) {
    const [first, ...others] = violations;
    const also = others.map((other) => html` Also: ${broken(other)}.`);
    if (!first.code) return html`<strong>Refused:</strong> ${broken(first)}.${also} What follows a Close is discarded (${rule(6455, "§1.4")}).`;
    const unread = total - end;
    const rest = unread > 0 ? html` Nobody reads the ${count(unread, "byte")} behind it: the connection has failed (${rule(6455, "§7.1.7")}).` : "";
    return html`<strong>Refused:</strong> ${broken(first)}.${also} A Close with code ${first.code} may answer it.${rest}`;
  }

  function judged(found, total) {
    const last = found.at(-1);
    if (last.violations.length > 0) return { state: "wrong", verdict: refusal(last, total) };
    if (last.missing) {
      const least = last.payload ? "" : "at least ";
      return { state: "open", verdict: html`<strong>Not whole:</strong> ${least}${count(last.missing, "byte")} of this frame must still come. So far it breaks no rule.` };
    }
    return { state: "right", verdict: html`<strong>Breaks no rule:</strong> ${count(found.length, "frame")} in ${count(total, "byte")}.` };
  }

  function result(found, bytes) {
    const title = (index) => (found.length > 1 ? html`<p>Frame ${index + 1}</p>\n` : "");
    const shown = found.slice(0, SHOWN.frames).map((frame, index) => html`${title(index)}${table(frame, bytes)}\n`);
    const rest = found.length - SHOWN.frames;
    return html`${shown}${rest > 0 ? html`<p>And ${count(rest, "more frame")}.</p>` : ""}`;
  }

  function view({ bytes: text, sender }) {
    if (text.length > READ) {
      const much = `${text.length.toLocaleString("en")} characters, and this reads ${READ.toLocaleString("en")} at most`;
      return { state: "open", verdict: html`<strong>Too much:</strong> ${much}.`, result: html`` };
    }
    const { bytes, fault } = parseHex(text);
    if (fault) return { state: "wrong", verdict: html`<strong>Not hex:</strong> ${fault}.`, result: html`` };
    if (bytes.length === 0) return { state: "open", verdict: html`Type or paste the bytes of a frame.`, result: html`` };
    const found = frames(bytes, sender);
    return { ...judged(found, bytes.length), result: result(found, bytes) };
  }

  const controls = html`<label class="wide">Bytes, in hex <textarea name="bytes" rows="3" autocomplete="off" autocapitalize="none" spellcheck="false"></textarea></label>
<label>Sent by <select name="sender"><option value="server">a server</option><option value="client">a client</option></select></label>`;

  const example = (label, sender, bytes) => ({ label, values: { sender, bytes } });
  const examples = [
    example("a text (RFC 6455 §5.7)", "server", "81 05 48 65 6c 6c 6f"),
    example("the same, masked", "client", "81 85 37 fa 21 3d 7f 9f 4d 51 58"),
    example("a text in two frames, and a ping between them", "server", "01 03 48 65 6c 89 00 80 02 6c 6f"),
    example("a length in 2 more bytes, and no payload yet", "server", "82 7e 01 00"),
    example("a Close with code and reason", "server", "88 06 03 e8 64 6f 6e 65"),
    example("a length of 5 in two bytes", "server", "81 7e 00 05 48 65 6c 6c 6f"),
    example("a reserved bit, and no mask", "client", "c1 05 48 65 6c 6c 6f"),
    example("a Close with a code that is never sent", "server", "88 02 03 ed"),
    example("a text that is not UTF-8", "server", "81 04 47 72 fc df"),
  ];

  const tool = { controls, examples, view };
  Object.assign(protocolTools, { dissector: { ...tool, parseHex } });
  start("dissector", tool);
})();
