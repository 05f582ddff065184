// node --test book/theme/tools/*.test.mjs
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { readable, tools, vectors } from "./load.mjs";

const { handshake, examples, view, actions } = tools.handshake;

test("each key gets the crate's answer", () => {
  const rows = vectors("handshake");
  assert.ok(rows.length > 250, "no vectors");
  for (const { value, accept } of rows) assert.equal(handshake(value).accept ?? null, accept, JSON.stringify(value));
});

test("SHA-1 over every length around a block's end", () => {
  for (let length = 0; length < 260; length++) {
    const message = Uint8Array.from({ length }, (_, index) => index * 7 + length);
    assert.equal(tools.hex(tools.sha1(message), ""), createHash("sha1").update(message).digest("hex"), length);
  }
});

test("a refusal names the rule", () => {
  const check = (value, what, ...rules) => {
    const { fault } = handshake(value);
    assert.deepEqual([fault?.what, ...(fault?.rules ?? []).map((rule) => rule.join(" "))], [what, ...rules], value);
  };
  const key = "dGhlIHNhbXBsZSBub25jZQ==";
  check(key, undefined);
  check(` \t${key} `, undefined);
  check("", "there is no key", "6455 §4.1 item 7");
  check("bXktd2Vic29ja2V0LWtleSE=", "it is the base64 of 17 bytes, not of 16", "6455 §4.2.1 item 5", "6455 §4.1 item 7");
  check("AA==", "it is the base64 of 1 byte, not of 16", "6455 §4.2.1 item 5", "6455 §4.1 item 7");
  check("my-websocket-key", "“-”, character 3, is not in base64's alphabet", "4648 §3.3");
  check(key.replace("I", " "), "a blank, character 5, is not in base64's alphabet", "4648 §3.3");
  check(`\u00a0${key}`, "a blank, character 1, is not in base64's alphabet", "4648 §3.3");
  check(`${key}A===`, "“=”, character 23, is not in base64's alphabet", "4648 §3.3");
  check("😀", "“😀”, character 1, is not in base64's alphabet", "4648 §3.3");
  check(key.replace("I", "\u200e"), "U+200E, character 5, is not in base64's alphabet", "4648 §3.3");
  check("\u0000", "U+0000, character 1, is not in base64's alphabet", "4648 §3.3");
  const padded = (length, padding) => `base64 is padded with “=” to groups of four, and this has ${length} characters, ${padding} of them padding`;
  check(key.slice(0, -1), padded(23, 1), "4648 §3.2", "4648 §4");
  check(key.slice(0, -2), padded(22, 0), "4648 §3.2", "4648 §4");
  check("A", padded(1, 0).replace("characters", "character"), "4648 §3.2", "4648 §4");
  check("====", padded(4, 4), "4648 §3.2", "4648 §4");
  check("AQIDBAUGBwgJCgsMDQ4PEC==", "the last letter, “C”, sets bits that belong to no byte; a decoder may refuse that, and this lesson's does", "4648 §3.5");
});

test("what is typed never becomes markup", () => {
  const { verdict, result } = view({ key: "<img src=x onerror=alert(1)>&\"'" });
  for (const markup of [verdict, result]) assert.doesNotMatch(String(markup), /<img/);
  assert.match(String(result), /&lt;img src=x onerror=alert\(1\)&gt;&amp;&quot;&#39;/);
});

test("a drawn key is accepted, and another each time", () => {
  const keys = Array.from({ length: 20 }, () => actions.draw().key);
  for (const key of keys) assert.match(readable(view({ key }).verdict), /^Accepted/);
  assert.equal(new Set(keys).size, keys.length);
});

test("examples say what they are", () => {
  const states = examples.map(({ values }) => view(values).state);
  assert.deepEqual(states, ["right", "right", "wrong", "wrong", "wrong", "wrong", "wrong"]);
});
