//! Where configuration and data lie: flags, then variables, then XDG on every platform, then the platform's own place.

use std::path::PathBuf;

use directories::{BaseDirs, ProjectDirs};

use super::{Env, Flags};

/// Directory name below each base.
const NAME: &str = "fanscope";

/// The configuration file and whether flag or variable named it; `None` where no home directory is known.
pub(super) fn named_config_file(flags: &Flags, env: &Env) -> Option<(PathBuf, bool)> {
    let named = flags
        .config
        .clone()
        .or_else(|| env.get("FANSCOPE_CONFIG").map(PathBuf::from));
    if let Some(file) = named {
        return Some((file, true));
    }
    let platform = || ProjectDirs::from("", "", NAME).map(|dirs| dirs.config_dir().to_owned());
    let directory = xdg(env, "XDG_CONFIG_HOME").or_else(platform)?;
    Some((directory.join("config.toml"), false))
}

/// The configuration file that is looked for.
pub fn config_file(flags: &Flags, env: &Env) -> Option<PathBuf> {
    named_config_file(flags, env).map(|(file, _)| file)
}

/// The data directory; `None` where no home directory is known.
pub fn data_dir(flags: &Flags, env: &Env) -> Option<PathBuf> {
    let named = flags
        .data_dir
        .clone()
        .or_else(|| env.get("FANSCOPE_DATA_DIR").map(PathBuf::from));
    let platform = || ProjectDirs::from("", "", NAME).map(|dirs| dirs.data_dir().to_owned());
    named.or_else(|| xdg(env, "XDG_DATA_HOME")).or_else(platform)
}

/// A relative XDG variable is invalid and ignored, as its specification has it.
fn xdg(env: &Env, name: &str) -> Option<PathBuf> {
    let base = PathBuf::from(env.get(name)?);
    base.is_absolute().then(|| base.join(NAME))
}

/// The user's home directory.
pub(super) fn home(env: &Env) -> Option<PathBuf> {
    let named = env.get("HOME").map(PathBuf::from);
    named.or_else(|| BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> Env {
        Env(pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect())
    }

    #[test]
    fn flags_beat_variables_beat_xdg() {
        let xdg = [("XDG_CONFIG_HOME", "/x/c"), ("XDG_DATA_HOME", "/x/d")];
        let named = [
            &xdg[..],
            &[("FANSCOPE_CONFIG", "own.toml"), ("FANSCOPE_DATA_DIR", "own")],
        ]
        .concat();
        let flags = Flags {
            config: Some("flag.toml".into()),
            data_dir: Some("flag".into()),
            ..Flags::default()
        };
        let file = |flags: &Flags, pairs: &[(&str, &str)]| named_config_file(flags, &env(pairs));
        assert_eq!(
            file(&Flags::default(), &xdg),
            Some(("/x/c/fanscope/config.toml".into(), false))
        );
        assert_eq!(file(&Flags::default(), &named), Some(("own.toml".into(), true)));
        assert_eq!(file(&flags, &named), Some(("flag.toml".into(), true)));
        let data = |flags: &Flags, pairs: &[(&str, &str)]| data_dir(flags, &env(pairs));
        assert_eq!(data(&Flags::default(), &xdg), Some("/x/d/fanscope".into()));
        assert_eq!(data(&Flags::default(), &named), Some("own".into()));
        assert_eq!(data(&flags, &named), Some("flag".into()));
    }

    #[test]
    fn a_relative_xdg_variable_is_ignored() {
        let relative = env(&[("XDG_DATA_HOME", "relative")]);
        assert_ne!(data_dir(&Flags::default(), &relative), Some("relative/fanscope".into()));
    }
}
