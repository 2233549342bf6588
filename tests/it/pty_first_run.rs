//! The real program in a home that knows nothing of it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::pty::Pty;
use crate::support::server::{OLD, Server};

const SIZE: (u16, u16) = (110, 34);

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn newcomer(home: &Path) -> Pty {
    let pty = Pty::fanscope(home, &["--ui-lang", "en"], SIZE);
    pty.wait_for_all(&["Welcome to fanscope", "Try the demo"]);
    pty
}

#[test]
fn the_demo_starts_without_leaving_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = newcomer(home.path());
    pty.send("1");
    pty.wait_for_all(&["DEMO", "127.0.0.1", "This is the demo"]);
    let written = String::from_utf8_lossy(&pty.written()).into_owned();
    assert_eq!(
        written.matches("\u{1b}[?1049h").count(),
        1,
        "the terminal was left in between"
    );
    pty.paste(OLD);
    pty.send("\r");
    pty.wait_for("Band");
    assert!(!home.path().join("config/fanscope/config.toml").exists());
    pty.send("q");
    assert_eq!(pty.exit_code(), 0);
    pty.wait_until_restored();
}

#[test]
fn the_sample_is_written_once_and_is_private() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = newcomer(home.path());
    let file = home.path().join("config/fanscope/config.toml");
    pty.send("3");
    pty.wait_for("Written: ");
    assert_eq!(fs::read_to_string(&file).unwrap(), fanscope::config::EXAMPLE);
    assert_eq!(mode(&file), 0o600);
    fs::write(&file, "# mine\n").unwrap();
    pty.send("3");
    pty.wait_for("is there already");
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\n");
    pty.send("q");
    assert_eq!(pty.exit_code(), 0);
}

#[test]
fn an_account_is_tried_kept_and_used_at_once() {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start();
    let script = format!("FANSCOPE_API_BASE={} exec \"$FANSCOPE\" --ui-lang zh", server.base());
    let mut pty = Pty::shell(home.path(), &script, SIZE);
    pty.wait_for("欢迎使用 fanscope");
    pty.send("2");
    pty.wait_for("公众号的 AppID");
    pty.send(&format!("{}\r", server.app_id));
    pty.wait_for("AppSecret 以何种方式提供？");
    pty.send("4");
    pty.wait_for("以圆点显示");
    // A wrong one first: the platform refuses it, and nothing is kept.
    pty.send("wrong\r");
    pty.wait_for_all(&["access token", "✗", "仍然保存"]);
    let file = home.path().join("config/fanscope/config.toml");
    assert!(!file.exists());
    pty.send("\u{1b}");
    pty.wait_for("以圆点显示");
    pty.send("\u{15}");
    pty.paste(&server.app_secret);
    pty.send("\r");
    // Nothing is written before the account is kept, and the window says so.
    pty.wait_for_all(&["公众号可以使用", "个关注者", "–  配置", "保存后写入"]);
    pty.send("\r");
    pty.wait_for_all(&["公众号已保存到", "main", "127.0.0.1"]);
    pty.paste(OLD);
    pty.send("\r");
    pty.wait_for("Band");
    pty.send("q");
    assert_eq!(pty.exit_code(), 0);
    pty.wait_until_restored();

    let config = fs::read_to_string(&file).unwrap();
    let secret = home.path().join("config/fanscope/secret-main");
    assert!(
        config.contains("app_secret_file = \"secret-main\"") && !config.contains(&server.app_secret),
        "{config}"
    );
    assert_eq!((mode(&file), mode(&secret)), (0o600, 0o600));
    assert_eq!(fs::read_to_string(&secret).unwrap().trim(), server.app_secret);
    assert!(!String::from_utf8_lossy(&pty.written()).contains(&server.app_secret));

    // From now on it begins as usual.
    let pty = Pty::shell(home.path(), &script, SIZE);
    pty.wait_for_all(&["main", OLD]);
}
