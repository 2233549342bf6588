//! All of stdin, for `-` and for pipes.

use std::io::{self, Read};

/// Reads until its end.
pub fn read() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}
