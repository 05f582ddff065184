"""What Python's `websockets` makes of frames, for tests/framing/python.rs to compare.

    python3 frames.py            writes frames.txt
    python3 frames.py --check    fails if it would write something else

Needs `pip install -r requirements.txt`.
"""

import pathlib
import sys
import zlib
from unittest import mock

from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side, State

KEY = bytes([0x37, 0xFA, 0x21, 0x3D])  # RFC 6455 §5.7
LENGTHS = [0, 1, 2, 5, 7, 124, 125, 126, 127, 255, 256, 300, 65535, 65536, 70000]
LIMIT = 1 << 20


def payload(opcode, length):
    text = (b"abcdefghijklmnopqrstuvwxyz" * (length // 26 + 1))[:length]
    return b"\x03\xe8" + text[2:] if opcode is Opcode.CLOSE else text


def frames():
    """Frames of every opcode and length, from either side, and read back."""
    for masked in (False, True):
        for opcode in Opcode:
            for fin in (True, False):
                for length in LENGTHS:
                    control = opcode >= Opcode.CLOSE
                    if control and (length > 125 or not fin):
                        continue
                    if opcode is Opcode.CLOSE and length == 1:
                        continue
                    frame = Frame(opcode, payload(opcode, length), fin)
                    with mock.patch("secrets.token_bytes", return_value=KEY):
                        encoded = frame.serialize(mask=masked)
                    assert parse(encoded, masked) == frame
                    start = encoded[:20].hex()
                    total = zlib.adler32(encoded)
                    yield f"frame {masked:d} {fin:d} {opcode:d} {length} {start} {total}"


def parse(encoded, masked):
    """The frame that `websockets` reads; its parser is a generator."""

    def read_exact(count):
        nonlocal encoded
        taken, encoded = encoded[:count], encoded[count:]
        assert len(taken) == count
        return taken
        yield

    try:
        next(Frame.parse(read_exact, mask=masked))
    except StopIteration as parsed:
        assert not encoded
        return parsed.value
    raise AssertionError("the parser wants more")


def masked(first, second, extended="", data=b""):
    """A client's frame, with anything in its header."""
    header = bytes([first, 0x80 | second]) + bytes.fromhex(extended)
    return header + KEY + bytes(byte ^ KEY[at % 4] for at, byte in enumerate(data))


def samples():
    """Names and bytes, for a server and then for a client."""
    server = [
        ("text", masked(0x81, 5, "", b"Hello")),
        ("unmasked", bytes.fromhex("810548656c6c6f")),
        *[(f"reserved-bit-{bit:02x}", masked(0x81 | bit, 0)) for bit in (0x40, 0x20, 0x10)],
        *[(f"opcode-{opcode:x}", masked(0x80 | opcode, 0)) for opcode in range(16)],
        ("5-in-16-bits", masked(0x82, 126, "0005", b"Hello")),
        ("125-in-16-bits", masked(0x82, 126, "007d", bytes(125))),
        ("126-in-16-bits", masked(0x82, 126, "007e", bytes(126))),
        ("5-in-64-bits", masked(0x82, 127, "0000000000000005", b"Hello")),
        ("65535-in-64-bits", masked(0x82, 127, "000000000000ffff", bytes(65535))),
        ("top-bit", masked(0x82, 127, "8000000000000000")),
        ("at-the-limit", masked(0x82, 127, "0000000000100000")),
        ("over-the-limit", masked(0x82, 127, "0000000000100001")),
        ("60-mib", masked(0x82, 127, "0000000003c00000")),
        ("ping-125", masked(0x89, 125, "", bytes(125))),
        ("ping-126", masked(0x89, 126, "007e", bytes(126))),
        *[(f"no-fin-{opcode:x}", masked(opcode, 0)) for opcode in (8, 9, 10)],
        ("close-empty", masked(0x88, 0)),
        ("close-1-byte", masked(0x88, 1, "", b"\x03")),
        ("close-reason", masked(0x88, 6, "", b"\x03\xe8done")),
        ("close-not-utf8", masked(0x88, 3, "", b"\x03\xe8\xff")),
        ("close-half-utf8", masked(0x88, 4, "", b"\x03\xe8\xe2\x82")),
        ("continuation-first", masked(0x80, 0)),
        ("fragments", masked(0x01, 1, "", b"a") + masked(0x00, 0) + masked(0x80, 1, "", b"b")),
        ("fragments-ping", masked(0x01, 0) + masked(0x89, 0) + masked(0x80, 0)),
        ("text-in-text", masked(0x01, 0) + masked(0x81, 0)),
        ("binary-in-text", masked(0x01, 0) + masked(0x82, 0)),
        ("continuation-after-end", masked(0x01, 0) + masked(0x80, 0) + masked(0x80, 0)),
    ]
    codes = [0, 1, 999, *range(1000, 1018), 1100, 1999, 2000, 2999, 3000, 3999, 4000, 4999, 5000]
    for code in [*codes, 65535]:
        server.append((f"close-{code}", masked(0x88, 2, "", code.to_bytes(2, "big"))))
    yield from ((Side.SERVER, name, data) for name, data in server)
    yield Side.CLIENT, "text", bytes.fromhex("810548656c6c6f")
    yield Side.CLIENT, "masked", masked(0x81, 5, "", b"Hello")


def verdicts():
    """`0`, or the code with which the connection is failed."""
    for side, name, data in samples():
        protocol = Protocol(side, state=State.OPEN, max_size=LIMIT)
        protocol.receive_data(data)
        failed = protocol.parser_exc is not None
        code = protocol.close_sent.code.value if failed else 0
        shown = data.hex() if len(data) < 200 else f"{data[:14].hex()}+{len(data) - 14}"
        yield f"verdict {side.name.lower()} {name} {code} {shown}"


def main():
    path = pathlib.Path(__file__).with_name("frames.txt")
    text = "\n".join(["# By frames.py, with Python's websockets.", *frames(), *verdicts(), ""])
    if sys.argv[1:] != ["--check"]:
        path.write_text(text)
    elif path.read_text() != text:
        sys.exit(f"{path} is not what websockets says: run {__file__} and look at the difference")


main()
