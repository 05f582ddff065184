//! What a client does to its payloads, and a server undoes (RFC 6455 §5.3).

/// From about here on a payload does not stay in the first cache, and stores that
/// straddle two of its lines cost a fifth of the speed (measured).
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
#[inline]
pub fn mask(key: [u8; 4], offset: u64, payload: &mut [u8]) {
    let key = rotated(key, offset);
    if payload.len() < LARGE {
        return xor(key, payload);
    }
    let (start, aligned) = payload.split_at_mut(payload.as_ptr().align_offset(16).min(15));
    xor(key, start);
    xor(rotated(key, start.len() as u64), aligned);
}

/// The key as it stands `offset` bytes on. (`rotate_left` on the array says the
/// same, and takes longer than to unmask a short payload.)
#[inline]
fn rotated(key: [u8; 4], offset: u64) -> [u8; 4] {
    let bits = 8 * (offset % 4) as u32;
    u32::from_le_bytes(key).rotate_right(bits).to_le_bytes()
}

#[inline]
fn xor(key: [u8; 4], payload: &mut [u8]) {
    // Sixteen bytes are one register, and four of those at once keep the loop
    // from being the work. What is left over goes in ever smaller steps.
    let (blocks, rest) = payload.as_chunks_mut::<64>();
    for block in blocks {
        xor_blocks::<16>(key, block);
    }
    let rest = xor_blocks::<16>(key, rest);
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
