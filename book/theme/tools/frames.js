// WebSocket frames out of bytes (RFC 6455 §5), each field by its name. Rules, words and the order of
// checks are those of the crate `websocket-framing`; `vectors/frames.json` holds the two together.
(() => {
  "use strict";
  const { hex } = protocolTools;

  const OPCODES = { 0x0: "Continuation", 0x1: "Text", 0x2: "Binary", 0x8: "Close", 0x9: "Ping", 0xa: "Pong" };

  const CODES = {
    1000: "normal closure",
    1001: "going away",
    1002: "protocol error",
    1003: "unsupported data",
    1004: "reserved",
    1005: "no status received",
    1006: "abnormal closure",
    1007: "invalid payload data",
    1008: "policy violation",
    1009: "message too big",
    1010: "mandatory extension",
    1011: "internal error",
    1012: "service restart",
    1013: "try again later",
    1014: "bad gateway",
    1015: "TLS handshake",
  };

  /** Whether a code may stand in a Close (§7.4). */
  const isSent = (code) =>
    (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);

  /** What a rule's breach is called, where the rule stands, and the code of the Close that answers it, if one does. */
  const violation = (section, says, code = 1002) => ({ section, says, code });
  const V = {
    reservedBits: (bits) => violation("§5.2", `reserved bits 0x${hex([bits])} in byte 0`),
    reservedOpcode: (opcode) => violation("§5.2", `reserved opcode 0x${opcode.toString(16)}`),
    lengthNotShortest: (length) => violation("§5.2", `more bytes than a ${length} needs`),
    lengthOver63Bits: () => violation("§5.2", "length with its top bit set"),
    controlInFragments: () => violation("§5.5", "control frame without FIN"),
    controlTooLong: () => violation("§5.5", "control frame over 125 bytes"),
    unmasked: () => violation("§5.1", "unmasked frame from a client"),
    masked: () => violation("§5.1", "masked frame from a server"),
    closeTooShort: () => violation("§5.5.1", "Close with half a code"),
    closeCode: (code) => violation("§7.4", `Close with code ${code}`),
    notUtf8: () => violation("§8.1", "text that is not UTF-8", 1007),
    nothingToContinue: () => violation("§5.4", "continuation of nothing"),
    messageInMessage: () => violation("§5.4", "message inside a message"),
    // No Close answers it: one is on its way already. The crate's decoder leaves this to its caller.
    dataAfterClose: () => violation("§5.5.1", "data after a Close", null),
  };

  const utf8 = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  /** The text that bytes are, or nothing. With `more` to come they may end within a character. */
  function textOf(decoder, bytes, more) {
    try {
      return decoder.decode(bytes, { stream: more });
    } catch {
      return undefined;
    }
  }

  const numberOf = (bytes) => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

  /** Takes the fields of one frame off `bytes`, beginning at `at`. */
  class Fields {
    constructor(bytes, at) {
      Object.assign(this, { bytes, start: at, at, missing: 0n });
    }

    /** The next `count` bytes if all of them are there; else notes how many are missing. */
    take(count) {
      const here = this.bytes.length - this.at;
      if (here < count) {
        this.missing = BigInt(count - here);
        return undefined;
      }
      this.at += count;
      return this.bytes.subarray(this.at - count, this.at);
    }
  }

  function judgeControl(frame) {
    if (!frame.fin) frame.violations.push(V.controlInFragments());
    if (frame.short > 125) frame.violations.push(V.controlTooLong());
  }

  /** The first two bytes; what is wrong with them is known at once. */
  function readStart(fields, frame) {
    const first = fields.take(1);
    if (!first) return false;
    const opcode = first[0] & 0xf;
    Object.assign(frame, { fin: first[0] >> 7 === 1, reserved: first[0] & 0x70, opcode });
    Object.assign(frame, { name: OPCODES[opcode], isControl: opcode >= 0x8 });
    const second = fields.take(1);
    if (!second) return false;
    Object.assign(frame, { isMasked: second[0] >> 7 === 1, short: second[0] & 0x7f });
    if (!frame.name) frame.violations.push(V.reservedOpcode(opcode));
    else if (frame.isControl) judgeControl(frame);
    return true;
  }

  function readLength(fields, frame) {
    frame.length = BigInt(frame.short);
    if (frame.short < 126) return true;
    const wide = fields.take(frame.short === 126 ? 2 : 8);
    if (!wide) return false;
    Object.assign(frame, { wide, length: numberOf(wide) });
    if (frame.length < (frame.short === 126 ? 126n : 65536n)) {
      frame.violations.push(V.lengthNotShortest(frame.length));
    }
    if (frame.length >> 63n) frame.violations.push(V.lengthOver63Bits());
    return true;
  }

  /** The key, and then what depends on who sends and on what was agreed. */
  function readKey(fields, frame, sender) {
    if (frame.isMasked) {
      frame.key = fields.take(4);
      if (!frame.key) return false;
    }
    if (frame.reserved) frame.violations.push(V.reservedBits(frame.reserved));
    if (sender === "client" && !frame.isMasked) frame.violations.push(V.unmasked());
    if (sender === "server" && frame.isMasked) frame.violations.push(V.masked());
    return true;
  }

  function readPayload(fields, frame) {
    const here = BigInt(fields.bytes.length - fields.at);
    fields.missing = frame.length > here ? frame.length - here : 0n;
    frame.masked = fields.take(Number(frame.length - fields.missing));
    frame.missing = fields.missing;
    frame.payload = frame.masked.map((byte, index) => (frame.key ? byte ^ frame.key[index % 4] : byte));
  }

  function judgeClose(frame) {
    if (frame.missing || frame.payload.length === 0) return;
    if (frame.payload.length === 1) {
      frame.violations.push(V.closeTooShort());
      return;
    }
    const [high, low] = frame.payload;
    frame.code = high * 256 + low;
    frame.reason = textOf(utf8(), frame.payload.subarray(2), false);
    if (!isSent(frame.code)) frame.violations.push(V.closeCode(frame.code));
    if (frame.reason === undefined) frame.violations.push(V.notUtf8());
  }

  /** A message is one frame that is no continuation, and then only such that are (§5.4). */
  function judgeData(frame, connection) {
    // A header whose payload has not begun to come opens no message yet.
    if (frame.payload.length === 0 && frame.missing) return;
    const continues = frame.name === "Continuation";
    if (continues && !connection.message) frame.violations.push(V.nothingToContinue());
    if (!continues && connection.message) frame.violations.push(V.messageInMessage());
    if (!continues) connection.message = { name: frame.name, decoder: utf8() };
    const more = !frame.fin || frame.missing > 0n;
    frame.message = connection.message?.name;
    if (frame.message === "Text") {
      frame.text = textOf(connection.message.decoder, frame.payload, more);
      if (frame.text === undefined) frame.violations.push(V.notUtf8());
    }
    if (!more) connection.message = undefined;
  }

  function read(bytes, at, sender, connection) {
    const fields = new Fields(bytes, at);
    const frame = { start: at, violations: [] };
    const isWhole = readStart(fields, frame) && readLength(fields, frame) && readKey(fields, frame, sender);
    const isData = frame.name && !frame.isControl;
    if (isWhole) {
      readPayload(fields, frame);
      if (frame.name === "Close") judgeClose(frame);
      if (isData && !connection.isClosing) judgeData(frame, connection);
    }
    if (isData && connection.isClosing) frame.violations.unshift(V.dataAfterClose());
    if (frame.name === "Close") connection.isClosing = true;
    return Object.assign(frame, { end: fields.at, missing: fields.missing });
  }

  /**
   * The frames that a client or a server sends on a new connection, up to and with the first that
   * breaks a rule: behind it the connection is read no further. A frame lists all that is wrong
   * with it, first what is noticed first; `missing` says how many of its bytes have not come, at least.
   */
  function frames(bytes, sender) {
    const found = [];
    const connection = {};
    let at = 0;
    while (at < bytes.length) {
      const frame = read(bytes, at, sender, connection);
      found.push(frame);
      if (frame.violations.length > 0 || frame.missing) break;
      at = frame.end;
    }
    return found;
  }

  Object.assign(protocolTools, { frames, CODES, isSent, textOf, utf8 });
})();
