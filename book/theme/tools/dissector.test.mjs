// node --test book/theme/tools/*.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { readable, tools, vectors } from "./load.mjs";

const { frames, hex, CODES, isSent } = tools;
const { examples, parseHex, view } = tools.dissector;

/** Frames whose header is whole and right, and whose payload has come: in one line, as the crate's test has them. */
function inOneLine({ fin, name, key, length, payload }) {
  return `${Number(fin)} ${name} ${key ? hex(key, "") : "-"} ${length} ${hex(payload, "")}`;
}

/** What the crate finds only in what a header announced: the header itself was fine. */
const ABOUT_PAYLOADS = /^(Close|text|continuation|message)/;

function whole(found) {
  return found.filter(({ missing, violations }) => !missing && violations.every(({ says }) => ABOUT_PAYLOADS.test(says)));
}

/** The messages that frames come to. */
function messages(found) {
  const said = [];
  let parts = [];
  for (const frame of found.filter(({ missing, violations }) => !missing && violations.length === 0)) {
    if (frame.name === "Close") said.push({ Close: frame.code ? [frame.code, frame.reason] : null });
    else if (frame.isControl) said.push({ [frame.name]: hex(frame.payload, "") });
    else {
      parts.push(frame.message === "Text" ? frame.text : hex(frame.payload, ""));
      if (frame.fin) said.push({ [frame.message]: parts.splice(0).join("") });
    }
  }
  return said;
}

test("bytes come to what the crate says", () => {
  const rows = vectors("frames");
  assert.ok(rows.length > 800, "no vectors");
  for (const row of rows) {
    const found = frames(parseHex(row.bytes).bytes, row.sender);
    const [first] = found.at(-1)?.violations ?? [];
    const violation = first ? `${first.code} ${first.section} ${first.says}` : null;
    const ours = { ...row, frames: whole(found).map(inOneLine), messages: messages(found), violation };
    assert.deepEqual(ours, row, `${row.bytes} from a ${row.sender}`);
  }
});

test("Close codes are the crate's", () => {
  const rows = vectors("codes");
  assert.equal(rows.length, Object.keys(CODES).length);
  for (const { code, name, sent } of rows) assert.deepEqual([CODES[code], isSent(code)], [name, sent], code);
});

test("hex as people paste it", () => {
  const check = (text, bytes) => assert.equal(hex(parseHex(text).bytes ?? []), bytes, text);
  check("", "");
  check(" \n", "");
  check("8105", "81 05");
  check("81 05\n48", "81 05 48");
  check("81:05", "81 05");
  check("0x81, 0x05,", "81 05");
  check("\\x81\\x05", "81 05");
  check("fA Fa", "fa fa");
});

test("what is no hex is said to be none", () => {
  const check = (text, fault) => assert.equal(parseHex(text).fault, fault, text);
  check("81 0", "“0” is not whole bytes: each takes two hex digits");
  check("0x8 0x1", "“8” is not whole bytes: each takes two hex digits");
  check("81 g5", "“g”, character 4, is no hex digit");
  check("0x81 0y05", "“y”, character 7, is no hex digit");
  check("😀", "“😀”, character 1, is no hex digit");
  check("<b>", "“<”, character 1, is no hex digit");
  check("81\u200b05", "U+200B, character 3, is no hex digit");
});

test("a verdict names the rule", () => {
  const check = (sender, bytes, verdict) => assert.equal(readable(view({ sender, bytes }).verdict), verdict, bytes);
  const refused = (what, code = 1002) => `Refused: ${what} A Close with code ${code} may answer it.`;
  check("server", "81 05 48 65 6c 6c 6f", "Breaks no rule: 1 frame in 7 bytes.");
  check("client", "8180 00000000 8180 00000000", "Breaks no rule: 2 frames in 12 bytes.");
  check("client", "8100", refused("unmasked frame from a client (RFC 6455 §5.1)."));
  check("server", "8180 00000000", refused("masked frame from a server (RFC 6455 §5.1)."));
  check("server", "c100", refused("reserved bits 0x40 in byte 0 (RFC 6455 §5.2)."));
  check("server", "8300", refused("reserved opcode 0x3 (RFC 6455 §5.2)."));
  check("server", "817e0005", refused("more bytes than a 5 needs (RFC 6455 §5.2)."));
  check("server", "827f8000000000000000", refused("length with its top bit set (RFC 6455 §5.2)."));
  check("server", "0900", refused("control frame without FIN (RFC 6455 §5.5)."));
  check("server", "897e007e", refused("control frame over 125 bytes (RFC 6455 §5.5)."));
  check("server", "880103", refused("Close with half a code (RFC 6455 §5.5.1)."));
  check("server", "880203ed", refused("Close with code 1005 (RFC 6455 §7.4)."));
  check("server", "880303e8ff", refused("text that is not UTF-8 (RFC 6455 §8.1).", 1007));
  check("server", "8000", refused("continuation of nothing (RFC 6455 §5.4), unless its message began before these bytes."));
  check("server", "0100 8100", refused("message inside a message (RFC 6455 §5.4)."));
  const late = "Refused: data after a Close (RFC 6455 §5.5.1). What follows a Close is discarded (RFC 6455 §1.4).";
  check("server", "8800 810141", late);
  check("server", "880203e8 8100", late);
  check("server", "0100 8800 8000", late);
  check("server", "8800 81", late);
  check("client", "8880 00000000 8100", late.replace(" What", " Also: unmasked frame from a client (RFC 6455 §5.1). What"));
  check("server", "8800 8900", "Breaks no rule: 2 frames in 4 bytes.");
  check("client", "f100 81", refused("reserved bits 0x70 in byte 0 (RFC 6455 §5.2). Also: unmasked frame from a client (RFC 6455 §5.1).").concat(" Nobody reads the 1 byte behind it: the connection has failed (RFC 6455 §7.1.7)."));
  check("server", "81", "Not whole: at least 1 byte of this frame must still come. So far it breaks no rule.");
  check("server", "827f7fffffffffffffff", "Not whole: 9223372036854775807 bytes of this frame must still come. So far it breaks no rule.");
  check("server", "82 ".repeat(100_001), "Too much: 300,003 characters, and this reads 300,000 at most.");
  check("server", "", "Type or paste the bytes of a frame.");
  check("server", "8", "Not hex: “8” is not whole bytes: each takes two hex digits.");
});

/** The rows of a result as a reader has them. */
const rowsOf = (sender, bytes) => String(view({ sender, bytes }).result).match(/<tr>.*?<\/tr>/gs).map((row) => readable(row.replaceAll("</td>", "|").replace("</th>", "|")));

test("every field has its row", () => {
  const check = (sender, bytes, ...rows) => {
    const found = rowsOf(sender, bytes);
    for (const row of rows) assert.ok(found.includes(row), `${bytes}: no ${row} in\n${found.join("\n")}`);
  };
  check("client", "818537fa213d7f9f4d5158", "Byte 0: 81|", "1|FIN|the message ends with this frame|", "0|RSV1|reserved|", "0|RSV2|reserved|", "0|RSV3|reserved|");
  check("client", "818537fa213d7f9f4d5158", "0001|Opcode|0x1, Text|", "1|MASK|a key follows; clients mask|", "0000101|Length|5 bytes of payload|");
  check("client", "818537fa213d7f9f4d5158", "Bytes 2 to 5|", "7f 9f 4d 51 58|Payload, masked|as it is on the wire|", "48 65 6c 6c 6f|Payload, unmasked|as text: Hello|");
  check("server", "827e0100", "1111110|Length|126: the length is in the next 2 bytes|", "01 00|Longer length|256 bytes of payload|", "No bytes|", "–|Payload|has not come yet|");
  check("server", "8105", "–|Payload|has not come yet|");
  check("server", "897e007e", "–|Payload|has not come yet|");
  check("server", "880603e8646f6e65", "03 e8|Close code|1000, normal closure|", "64 6f 6e 65|Reason|done|");
  check("server", "880203ee", "03 ee|Close code|1006, abnormal closure: never sent|", "–|Reason|none|");
  check("server", "8200", "No bytes|", "–|Payload|nothing|");
  check("server", "8204ff00ff00", "ff 00 ff 00|Payload|not UTF-8, so no text|");
  check("server", "81", "0001|Opcode|0x1, Text|");
});

test("what is long is cut, and what is text stays text", () => {
  const many = String(view({ sender: "server", bytes: "8200".repeat(40) }).result);
  assert.equal(many.match(/<table>/g).length, 16);
  assert.match(many, /And 24 more frames\./);
  const long = readable(view({ sender: "server", bytes: `827e03e8${"61".repeat(1000)}` }).result);
  assert.match(long, /(61 ){63}61 and 936 more/);
  assert.match(long, /a{200} and 800 more characters/);
  assert.match(String(view({ sender: "server", bytes: "817e00c9" + "61".repeat(201) }).result), /a{200}<\/q> and 1 more character</);
  const markup = hex(new TextEncoder().encode("<b>"), "");
  assert.match(String(view({ sender: "server", bytes: `8103${markup}` }).result), /<q>&lt;b&gt;<\/q>/);
});

test("examples say what they are", () => {
  const states = examples.map(({ values }) => view(values).state);
  assert.deepEqual(states, ["right", "right", "right", "open", "right", "wrong", "wrong", "wrong", "wrong"]);
});
