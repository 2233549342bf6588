//! The same rows in other programs, where they are installed and can do the same thing.

use std::process::Command;
use std::time::Instant;

use super::account::Account;
use super::pty::Pty;

const SIZE: (u16, u16) = (120, 40);

pub fn measure(account: &Account) {
    let rows = account.home().join("rows.csv");
    let begun = Instant::now();
    let target = rows.display().to_string();
    let ended = account.command(&["export", "--output", &target]).status().unwrap();
    assert!(ended.success());
    println!("fanscope export, csv: {:.1} s", begun.elapsed().as_secs_f64());
    let text = std::fs::read_to_string(&rows).unwrap();
    let openid = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
    let first = openid(text.lines().nth(1).unwrap());
    let last = openid(text.lines().last().unwrap());
    for (name, script, end) in [
        ("csvlens", "exec csvlens rows.csv", "G"),
        ("vd", "exec vd rows.csv", "G"),
    ] {
        if !is_there(name) {
            println!("{name}: not installed");
            continue;
        }
        let begun = Instant::now();
        let mut pty = Pty::shell(account.home(), script, SIZE);
        // VisiData cuts them.
        pty.wait_for(&first[..16]);
        println!("{name}, first frame: {:.0} ms", millis(begun));
        let begun = Instant::now();
        // VisiData goes to the end of what it has read so far, so it is asked again until all is there.
        while !pty.contents().contains(&last[..16]) {
            pty.send(end);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        println!("{name}, last row on the screen: {:.0} ms", millis(begun));
    }
    fzf(account, &last, text.lines().count());
}

/// `lines` of the file, its header included.
fn fzf(account: &Account, last: &str, lines: usize) {
    if !is_there("fzf") {
        println!("fzf: not installed");
        return;
    }
    let mut pty = Pty::shell(account.home(), "exec fzf --exact --no-sort < rows.csv", SIZE);
    let begun = Instant::now();
    let all = move |screen: &vt100::Screen| screen.contents().contains(&format!("{lines}/{lines}"));
    pty.wait("all rows read", all);
    println!("fzf, all rows read: {:.0} ms", millis(begun));
    let begun = Instant::now();
    pty.send(&last[10..18]);
    pty.wait("the row found", |screen| {
        screen.contents().contains(&format!("  1/{lines}"))
    });
    println!("fzf, eight characters of an openid found: {:.0} ms", millis(begun));
}

fn is_there(program: &str) -> bool {
    let looked = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .output();
    looked.is_ok_and(|output| output.status.success())
}

fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}
