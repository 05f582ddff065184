// ANCHOR: imports
//! TODO: what this program shows, in a line
//!
//!     cargo run -p {{id}}

use {{crate}}::reply::reply;
// ANCHOR_END: imports

// ANCHOR: main
fn main() {
    // TODO: the experiment; what `main` calls stands beneath it, each part in its own anchor
    for message in ["ping", "hello"] {
        println!("{message}: {}", reply(message));
    }
}
// ANCHOR_END: main
