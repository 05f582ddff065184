//! What a client does to its payloads, and a server undoes (RFC 6455 §5.3).

/// Payloads that outgrow the first cache. From there on, a store that straddles
/// two of its lines costs a fifth of the speed.
const LARGE: usize = 16 * 1024;

/// Masks, or unmasks: each byte is combined with its byte of the key, which
/// repeats every four. Doing it twice does nothing.
///
/// `offset` says where in the frame's payload these bytes begin, so that a
/// payload can be unmasked as it comes.
///
/// ```
/// let mut payload = *b"Hello";
/// websocket_framing::mask([0x37, 0xFA, 0x21, 0x3D], 0, &mut payload);
/// assert_eq!(payload, [0x7F, 0x9F, 0x4D, 0x51, 0x58]); // RFC 6455 §5.7
/// ```
pub fn mask(mut key: [u8; 4], offset: u64, payload: &mut [u8]) {
    key.rotate_left((offset % 4) as usize);
    if payload.len() < LARGE {
        return xor(key, payload);
    }
    let (start, aligned) = payload.split_at_mut(payload.as_ptr().align_offset(16).min(15));
    xor(key, start);
    key.rotate_left(start.len() % 4);
    xor(key, aligned);
}

#[inline]
fn xor(key: [u8; 4], payload: &mut [u8]) {
    // Sixteen bytes are one register on every 64-bit machine; what is left over
    // goes by four, and then by one.
    let rest = xor_blocks::<16>(key, payload);
    let rest = xor_blocks::<4>(key, rest);
    for (byte, key) in rest.iter_mut().zip(key) {
        *byte ^= key;
    }
}

/// All whole blocks of `N` bytes; gives back the rest. With the block's length
/// in its type, the compiler makes the inner loop one instruction: no `unsafe`.
#[inline]
fn xor_blocks<const N: usize>(key: [u8; 4], payload: &mut [u8]) -> &mut [u8] {
    let repeated: [u8; N] = std::array::from_fn(|index| key[index % 4]);
    let (blocks, rest) = payload.as_chunks_mut::<N>();
    for block in blocks {
        for (byte, key) in block.iter_mut().zip(repeated) {
            *byte ^= key;
        }
    }
    rest
}
