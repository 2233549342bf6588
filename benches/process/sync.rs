//! A full sync, and one that finds nothing new: time, peak memory, bytes on disk.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::account::Account;

pub fn measure(account: &Account) {
    for name in ["full sync", "second sync, nothing changed"] {
        let begun = Instant::now();
        let before = written(account.home());
        let mut child = account.command(&["sync"]).stderr(Stdio::null()).spawn().unwrap();
        let peak = peak_memory(&mut child);
        let seconds = begun.elapsed().as_secs_f64();
        let after = written(account.home());
        println!(
            "{name}: {seconds:.1} s, peak {} MiB, data {} MiB (before {} MiB)",
            peak / 1024,
            after >> 20,
            before >> 20
        );
    }
}

/// Follows a process to its end; the most memory it held, in KiB. The system keeps the peak, so looking now and then
/// is enough.
pub fn peak_memory(child: &mut Child) -> u64 {
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(memory(child.id(), "VmHWM:"));
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// A figure of `/proc/PID/status` in KiB; 0 once the process is gone.
pub fn memory(pid: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

/// Bytes of all files below a directory.
fn written(directory: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return 0;
    };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(data) if data.is_dir() => written(&entry.path()),
        Ok(data) => data.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
