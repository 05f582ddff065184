// SHA-1 and base64 by hand: `crypto.subtle` is not there on plain HTTP.
(() => {
  "use strict";

  const rotated = (word, bits) => (word << bits) | (word >>> (32 - bits));

  /** The message, a one bit, zeros, and its length in bits: whole blocks of 64 bytes (FIPS 180-4 §5.1.1). */
  function padded(message) {
    const bytes = new Uint8Array((((message.length + 8) >> 6) + 1) << 6);
    bytes.set(message);
    bytes[message.length] = 0x80;
    new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
    return new DataView(bytes.buffer);
  }

  /** FIPS 180-4 §4.1.1 and §4.2.1: what the rounds of each quarter mix, and with which constant. */
  const QUARTERS = [
    [(b, c, d) => (b & c) | (~b & d), 0x5a827999],
    [(b, c, d) => b ^ c ^ d, 0x6ed9eba1],
    [(b, c, d) => (b & c) | (b & d) | (c & d), 0x8f1bbcdc],
    [(b, c, d) => b ^ c ^ d, 0xca62c1d6],
  ];

  function digestBlock(state, block) {
    const words = new Int32Array(80);
    let [a, b, c, d, e] = state;
    for (let round = 0; round < 80; round++) {
      words[round] = round < 16
        ? block(round)
        : rotated(words[round - 3] ^ words[round - 8] ^ words[round - 14] ^ words[round - 16], 1);
      const [mix, constant] = QUARTERS[Math.floor(round / 20)];
      const next = (rotated(a, 5) + mix(b, c, d) + e + constant + words[round]) | 0;
      [a, b, c, d, e] = [next, a, rotated(b, 30), c, d];
    }
    return [a, b, c, d, e].map((word, index) => (word + state[index]) | 0);
  }

  /** The 20 bytes of SHA-1 (FIPS 180-4 §6.1.2) over bytes. */
  function sha1(message) {
    const data = padded(message);
    let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
    for (let start = 0; start < data.byteLength; start += 64) {
      state = digestBlock(state, (word) => data.getInt32(start + 4 * word));
    }
    const digest = new DataView(new ArrayBuffer(20));
    state.forEach((word, index) => digest.setInt32(4 * index, word));
    return new Uint8Array(digest.buffer);
  }

  /** Bytes as base64 (RFC 4648 §4). */
  const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

  Object.assign(protocolTools, { sha1, base64 });
})();
