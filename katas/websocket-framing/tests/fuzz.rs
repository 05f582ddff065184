//! What the fuzzer runs, for a number of inputs that is the same each time.

#[path = "../fuzz/check.rs"]
mod check;

use websocket_framing::{Header, Opcode};

const LENGTHS: [u64; 8] = [0, 1, 2, 3, 125, 126, 300, 301];

#[test]
fn any_bytes_in_any_reads() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut byte = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[5]
    };
    for _ in 0..10_000 {
        let mut data = vec![byte() % 2, byte() % 20];
        let key = (data[0] == 0).then_some([0; 4]);
        // Dice alone are refused at their second byte, and test little. So these
        // are frames, most of them right, and then some bytes are not.
        for _ in 0..byte() % 6 {
            let Ok(opcode) = Opcode::try_from(byte() % 16) else { continue };
            let (fin, length) = (byte() % 4 > 0, LENGTHS[usize::from(byte() % 8)]);
            let header = Header { fin, reserved: 0, opcode, key, length };
            if header.write(&mut data).is_ok() {
                data.extend((0..length).map(|_| byte() % 128));
            }
        }
        for _ in 0..byte() % 3 {
            let at = (usize::from(byte()) * 256 + usize::from(byte())) % data.len();
            data[at] = byte();
        }
        check::check(&data);
    }
}
